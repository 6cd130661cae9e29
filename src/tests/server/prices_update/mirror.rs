//! A mirror of AWS's price list on loopback, sound or broken, which remembers what it was asked for.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// How a path is answered.
#[derive(Clone)]
pub enum Reply {
    /// With this content of this type, and its parts if a part is asked for.
    Content(&'static str, Vec<u8>),
    /// With this content packed by gzip.
    Packed(Vec<u8>),
    /// With so many bytes of the content, and then the connection ends.
    CutOff(Vec<u8>, usize),
    /// With so many bytes of the content, and an end that looks like one.
    Short(Vec<u8>, usize),
    /// With this status and these headers.
    Status(&'static str, String),
    /// Not at all.
    Silence,
    /// With the first of these, then the next, and the last for ever.
    Each(Vec<Reply>),
}

/// A request: its path, and its headers in lower case.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: String,
}

type Replies = HashMap<String, Reply>;

/// A mirror. It serves until the test's process ends.
pub struct Mirror {
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    replies: Arc<Mutex<Replies>>,
}

impl Mirror {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let replies: Arc<Mutex<Replies>> = Arc::default();
        let (noted, known) = (Arc::clone(&asked), Arc::clone(&replies));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (noted, known) = (Arc::clone(&noted), Arc::clone(&known));
                thread::spawn(move || answer(&stream.expect("a connection"), &noted, &known));
            }
        });
        Self {
            address: format!("http://{address}"),
            asked,
            replies,
        }
    }

    pub fn set(&self, path: &str, reply: Reply) {
        let mut replies = self.replies.lock().expect("no panic");
        replies.insert(path.to_owned(), reply);
    }

    pub fn json(&self, path: &str, text: &str) {
        let content = Reply::Content("application/json", text.as_bytes().to_vec());
        self.set(path, content);
    }

    /// What it was asked for since it was last asked this.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().expect("no panic"))
    }
}

fn answer(stream: &TcpStream, noted: &Mutex<Vec<Asked>>, known: &Mutex<Replies>) {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let headers: Vec<String> = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .map(|line| line.to_lowercase())
        .collect();
    let headers = headers.join("\n");
    let reply = {
        let mut known = known.lock().expect("no panic");
        let reply = known.get_mut(&path);
        reply.map_or(Reply::Status("404 Not Found", String::new()), next)
    };
    let range = headers
        .lines()
        .find_map(|line| line.strip_prefix("range: bytes="))
        .and_then(|range| range.trim_end_matches('-').parse().ok());
    noted
        .lock()
        .expect("no panic")
        .push(Asked { path, headers });
    // That the client has gone is its own affair.
    let _ = send(stream, &reply, range);
}

fn next(reply: &mut Reply) -> Reply {
    match reply {
        Reply::Each(replies) if replies.len() > 1 => replies.remove(0),
        Reply::Each(replies) => replies[0].clone(),
        reply => reply.clone(),
    }
}

fn send(mut stream: &TcpStream, reply: &Reply, from: Option<usize>) -> std::io::Result<()> {
    let head = "connection: close\r\netag: \"one\"";
    match reply {
        Reply::Content(kind, content) => {
            let (status, rest) = match from {
                Some(from) => ("206 Partial Content", &content[from..]),
                None => ("200 OK", &content[..]),
            };
            let range = from.map_or_else(String::new, |from| {
                let (last, all) = (content.len() - 1, content.len());
                format!("content-range: bytes {from}-{last}/{all}\r\n")
            });
            let length = rest.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\n{head}\r\ncontent-type: {kind}\r\n{range}content-length: \
                 {length}\r\n\r\n"
            )?;
            stream.write_all(rest)
        }
        Reply::Packed(content) => {
            let packed = packed(content);
            let length = packed.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\n{head}\r\ncontent-encoding: gzip\r\ncontent-length: \
                 {length}\r\n\r\n"
            )?;
            stream.write_all(&packed)
        }
        Reply::CutOff(content, at) => {
            let length = content.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\n{head}\r\ncontent-length: {length}\r\n\r\n"
            )?;
            stream.write_all(&content[..*at])
        }
        Reply::Short(content, at) => {
            write!(stream, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n")?;
            stream.write_all(&content[..*at])
        }
        Reply::Status(status, more) => {
            write!(
                stream,
                "HTTP/1.1 {status}\r\n{head}\r\n{more}content-length: 0\r\n\r\n"
            )
        }
        Reply::Silence => {
            // Until the client gives up.
            let _ = stream.read(&mut [0]);
            Ok(())
        }
        Reply::Each(_) => Ok(()),
    }
}

/// The content packed by gzip.
pub fn packed(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(content).expect("memory");
    packed.finish().expect("memory")
}
