//! The streams of a command.

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};

use error_catalog_model::{inert, visible};

/// A stream that discards its output after the reader has closed the pipe, so that the command completes its work and
/// the exit code does not depend on the reader.
pub(crate) struct UntilClosed<'a, W> {
    pub(crate) stream: W,
    pub(crate) is_closed: &'a Cell<bool>,
}

impl<W: Write> UntilClosed<'_, W> {
    fn ignore_closed<T>(&self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed.set(true);
                Ok(instead)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for UntilClosed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.stream.write(bytes);
        self.ignore_closed(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.stream.flush();
        self.ignore_closed(result, ())
    }
}

/// A stream for people, which writes whole lines, so that the output of another program never splits a line.
///
/// Whatever a command writes, the stream makes each character printable, except in ANSI styles. The stream also makes
/// each line inert, so that a build server does not run a line of a catalog as a command.
pub(crate) struct Human<W> {
    stream: W,
    /// The start of a line that is not complete yet.
    line: Vec<u8>,
}

impl<W: Write> Human<W> {
    pub(crate) fn new(stream: W) -> Self {
        Self { stream, line: Vec::new() }
    }

    fn write_lines(&mut self, end: usize) -> io::Result<()> {
        let rest = self.line.split_off(end);
        let lines = std::mem::replace(&mut self.line, rest);
        let text: String = String::from_utf8_lossy(&lines).split_inclusive('\n').map(show_line).collect();
        self.stream.write_all(text.as_bytes())
    }
}

impl<W: Write> Write for Human<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        if let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n') {
            self.write_lines(self.line.len() - bytes.len() + end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_lines(self.line.len())?;
        self.stream.flush()
    }
}

/// Makes a line printable and inert. A line that would be a command loses its styles, which may separate the characters
/// of the command.
fn show_line(line: &str) -> String {
    let (mut styled, mut plain) = (String::with_capacity(line.len()), String::with_capacity(line.len()));
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let style = style_length(rest);
        if style > 0 {
            styled.push_str(&rest[..style]);
            rest = &rest[style..];
            continue;
        }
        let shown = if matches!(c, '\n' | '\t') { c } else { visible(c) };
        styled.push(shown);
        plain.push(shown);
        rest = &rest[c.len_utf8()..];
    }
    match inert(&plain) {
        shown if shown == plain => styled,
        // A style that began in an earlier line ends here.
        shown => format!("\u{1b}[0m{shown}"),
    }
}

/// The length of the ANSI style at the start of a text, such as `ESC [1;31m`; 0 if there is none.
fn style_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | ':'));
    end.filter(|end| rest[*end..].starts_with('m')).map_or(0, |end| end + "\u{1b}[m".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_styles_reach_a_terminal() {
        for (written, shown) in [
            ("plain\tcode\n", "plain\tcode\n"),
            ("\u{1b}[1;31merror\u{1b}[0m: a\n", "\u{1b}[1;31merror\u{1b}[0m: a\n"),
            ("\u{1b}[2J \u{1b}]0;t\u{7} \u{202e}\u{9b}\r\n", "␛[2J ␛]0;t␇ \u{fffd}\u{fffd}␍\n"),
            ("  ::error::a\nb\n", "\u{1b}[0m  :\\:error::a\nb\n"),
            ("a #\u{1b}[1m#\u{1b}[0m[b]", "\u{1b}[0ma ##\\[b]"),
        ] {
            let mut bytes = Vec::new();
            let mut stream = Human::new(&mut bytes);
            for byte in written.bytes() {
                stream.write_all(&[byte]).unwrap();
            }
            stream.flush().unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), shown);
        }
    }
}
