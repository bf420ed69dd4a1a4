//! One connection to the hub, over which requests follow each other.

use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// The connection.
pub(crate) struct Client(BufReader<TcpStream>);

impl Client {
    pub(crate) fn connect(address: &str) -> Result<Client> {
        let stream = TcpStream::connect(address).context("connecting")?;
        stream.set_nodelay(true)?;
        Ok(Client(BufReader::new(stream)))
    }

    /// Sends a request and reads the whole answer.
    pub(crate) fn ask(&mut self, method: &str, target: &str, authorization: &str, body: &[u8]) -> Result<Vec<u8>> {
        let length = self.begin(method, target, authorization, body)?.context("an answer of no told length")?;
        let mut answer = vec![0; length];
        self.0.read_exact(&mut answer)?;
        Ok(answer)
    }

    /// Sends a request and reads the head of the answer: how long its body is, if it says so.
    pub(crate) fn begin(
        &mut self,
        method: &str,
        target: &str,
        authorization: &str,
        body: &[u8],
    ) -> Result<Option<usize>> {
        let length = body.len();
        let head = format!(
            "{method} {target} HTTP/1.1\r\nHost: hub\r\nAuthorization: {authorization}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.0.get_mut().write_all(&[head.as_bytes(), body].concat())?;
        let status = self.line()?;
        ensure!(status.contains(" 200 "), "{method} {target}: {status}");
        let mut length = None;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(length);
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = Some(value.parse()?);
            }
        }
    }

    /// Reads on to the next notice of a live connection.
    pub(crate) fn notice(&mut self) -> Result<String> {
        loop {
            let line = self.line()?;
            if let Some(notice) = line.strip_prefix("data: ") {
                return Ok(notice.to_owned());
            }
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.0.read_line(&mut line)? > 0, "the hub closed the connection");
        Ok(line.trim_end().to_owned())
    }
}
