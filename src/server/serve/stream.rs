//! A connection's socket, which tells the pulse what goes in and out.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::pulse::Pulse;

/// A socket under watch.
#[derive(Debug)]
pub struct Watched {
    socket: TcpStream,
    pulse: Arc<Pulse>,
}

impl Watched {
    /// Watches a socket.
    pub const fn new(socket: TcpStream, pulse: Arc<Pulse>) -> Self {
        Self { socket, pulse }
    }

    fn note<T>(&self, written: &Poll<io::Result<T>>) {
        match written {
            Poll::Ready(Ok(_)) => self.pulse.writes(),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => self.pulse.stalls(),
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.socket).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.pulse.reads();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.note(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(cx, slices);
        self.note(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

impl Drop for Watched {
    /// What a client does not read would stay in the system's buffers for minutes after the close.
    fn drop(&mut self) {
        if self.pulse.is_cut_unread() {
            // If it fails, the system gives the buffers up by itself, later.
            let _ = self.socket.set_zero_linger();
        }
    }
}
