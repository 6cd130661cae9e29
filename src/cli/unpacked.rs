//! Reads a price list that may be compressed by gzip, and no bomb.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

/// How a text compressed by gzip begins.
const GZIP: [u8; 2] = [0x1F, 0x8B];
/// How many bytes a source may unpack to, however short it is.
const FREE: u64 = 8 * 1024 * 1024;
/// How many times its size a source may unpack to beyond that. Price lists reach about 40; gzip, 1032.
const TIMES_MAX: u64 = 200;

/// The bytes of a source, unpacked if they are compressed.
///
/// # Errors
/// If its first bytes cannot be read.
pub(super) fn unpacked<'r, R: Read + 'r>(mut source: R) -> io::Result<Box<dyn Read + 'r>> {
    let mut head = Vec::new();
    source.by_ref().take(2).read_to_end(&mut head)?;
    let packed = head == GZIP;
    let whole = io::Cursor::new(head).chain(source);
    if packed {
        let packed = Counted {
            inner: whole,
            read: 0,
        };
        let unpacked = 0;
        let decoder = MultiGzDecoder::new(packed);
        Ok(Box::new(Bounded { decoder, unpacked }))
    } else {
        Ok(Box::new(whole))
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(into)?;
        self.read += length as u64;
        Ok(length)
    }
}

/// Stops where far more comes out than went in.
struct Bounded<R> {
    decoder: MultiGzDecoder<Counted<R>>,
    unpacked: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.decoder.read(into)?;
        self.unpacked += length as u64;
        let most = self
            .decoder
            .get_ref()
            .read
            .saturating_mul(TIMES_MAX)
            .max(FREE);
        if self.unpacked > most {
            return Err(io::Error::other(format!(
                "unpacks to more than {TIMES_MAX} times its size: no price list does"
            )));
        }
        Ok(length)
    }
}
