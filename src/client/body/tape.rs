//! Reads a JSON text once, from its first to its last byte, and lists its values.
//!
//! A token borrows nothing and copies nothing: a token says where a value is in the text. The tokens are the index that
//! makes every later step a lookup.

use alloc::vec::Vec;

/// The largest depth that is read, as in serde_json.
const MAX_DEPTH: usize = 127;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(in crate::client) enum Kind {
    Null,
    Bool,
    /// A number without a fraction and without an exponent.
    Integer,
    /// A number with a fraction or an exponent.
    Float,
    /// A string without escapes.
    Plain,
    /// A string with escapes.
    Escaped,
    List,
    Object,
}

/// A value, or the key of a member.
#[derive(Clone, Copy, Debug)]
pub(in crate::client) struct Token {
    pub(super) kind: Kind,
    /// Where the value starts in the text, without the quotation mark of a string. In an object, the index of the last
    /// key, or 0 if the object is empty.
    pub(super) start: u32,
    /// Where the value ends in the text, without the quotation mark of a string. The token of a list or an object does
    /// not use this number.
    pub(super) end: u32,
    /// The index of the token after the value. The tokens of a list or an object follow its own token; in an object, a
    /// token for a key precedes each value. In a key, the index of the previous key of the object, or 0.
    pub(super) next: u32,
}

impl Token {
    /// The token of a text that is not JSON.
    pub(super) const NULL: Token = Token { kind: Kind::Null, start: 0, end: 0, next: 1 };
}

/// Returns the tokens of a JSON text. The result is empty if the text is not valid JSON, is nested too deep, contains a
/// number that is too large for an `f64`, or has 4 GiB or more.
pub(super) fn read(text: &str) -> Vec<Token> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, tokens: Vec::new() };
    // RFC 8259, section 8.1, allows a parser to ignore a byte order mark.
    reader.at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let is_short = u32::try_from(text.len()).is_ok();
    if is_short && reader.read_document().is_some() { reader.tokens } else { Vec::new() }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
}

/// The list or the object that is being read.
#[derive(Clone, Copy)]
struct Open {
    index: usize,
    is_object: bool,
}

impl Reader<'_> {
    /// Reads values until the outermost value is complete. The depth of a text does not affect the stack, because an
    /// open token remembers in `next` the token that it is in.
    fn read_document(&mut self) -> Option<()> {
        let mut open: Option<Open> = None;
        let mut depth = 0;
        loop {
            let start = self.next_byte();
            if let b'{' | b'[' = start {
                depth += 1;
                if depth > MAX_DEPTH {
                    return None;
                }
                let is_object = start == b'{';
                let index = self.tokens.len();
                if index == 0 {
                    // A token takes about eight bytes of a common body.
                    self.tokens.reserve((self.text.len() / 8).clamp(8, 64));
                }
                let kind = if is_object { Kind::Object } else { Kind::List };
                let outer = open.map_or(u32::MAX, |open| open.index as u32);
                self.tokens.push(Token { kind, start: 0, end: 0, next: outer });
                self.at += 1;
                open = Some(Open { index, is_object });
                match self.next_byte() {
                    b'}' | b']' => {}
                    _ if is_object => {
                        self.read_key(index)?;
                        continue;
                    }
                    _ => continue,
                }
            } else {
                self.read_scalar(start)?;
            }
            // A value is complete, and perhaps the values that it is in.
            loop {
                let Some(Open { index, is_object }) = open else { return self.is_at_end().then_some(()) };
                match self.next_byte() {
                    b',' => {
                        self.at += 1;
                        if is_object {
                            self.read_key(index)?;
                        }
                        break;
                    }
                    b'}' if is_object => {}
                    b']' if !is_object => {}
                    _ => return None,
                }
                self.at += 1;
                depth -= 1;
                open = self.close(index);
            }
        }
    }

    /// Completes the token of a list or an object, and returns the list or the object that the token is in.
    fn close(&mut self, index: usize) -> Option<Open> {
        let next = self.tokens.len() as u32;
        let token = self.tokens.get_mut(index)?;
        let outer = token.next as usize;
        token.next = next;
        let is_object = self.tokens.get(outer)?.kind == Kind::Object;
        Some(Open { index: outer, is_object })
    }

    /// Skips white space, and returns the next byte without consuming it. At the end of the text, the result is a zero,
    /// which is invalid outside of strings.
    #[inline]
    fn next_byte(&mut self) -> u8 {
        loop {
            match self.bytes.get(self.at).copied().unwrap_or_default() {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    fn is_at_end(&mut self) -> bool {
        self.next_byte();
        self.at == self.bytes.len()
    }

    #[inline]
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let next = self.tokens.len() as u32 + 1;
        self.tokens.push(Token { kind, start: start as u32, end: end as u32, next });
    }

    /// Reads a key of the object whose token has this index, and the colon after the key.
    fn read_key(&mut self, object: usize) -> Option<()> {
        if self.next_byte() != b'"' {
            return None;
        }
        let key = self.tokens.len();
        self.read_string()?;
        let previous = core::mem::replace(&mut self.tokens.get_mut(object)?.start, key as u32);
        self.tokens.get_mut(key)?.next = previous;
        if self.next_byte() != b':' {
            return None;
        }
        self.at += 1;
        Some(())
    }

    fn read_scalar(&mut self, first: u8) -> Option<()> {
        match first {
            b'"' => self.read_string(),
            b'-' | b'0'..=b'9' => self.read_number(),
            b't' => self.read_word("true", Kind::Bool),
            b'f' => self.read_word("false", Kind::Bool),
            b'n' => self.read_word("null", Kind::Null),
            _ => None,
        }
    }

    fn read_word(&mut self, word: &str, kind: Kind) -> Option<()> {
        let start = self.at;
        self.at += word.len();
        if self.bytes.get(start..self.at)? != word.as_bytes() {
            return None;
        }
        self.push(kind, start, self.at);
        Some(())
    }

    #[inline]
    fn read_string(&mut self) -> Option<()> {
        let start = self.at + 1;
        let (mut kind, mut end) = (Kind::Plain, skip_plain(self.bytes, start));
        while self.bytes.get(end) != Some(&b'"') {
            // If the byte is not a backslash, the byte is a control character.
            end += escape_len(self.bytes.get(end..)?)?;
            end = skip_plain(self.bytes, end);
            kind = Kind::Escaped;
        }
        self.push(kind, start, end);
        self.at = end + 1;
        Some(())
    }

    fn read_number(&mut self) -> Option<()> {
        let start = self.at;
        self.skip_if(|byte| byte == b'-');
        if !self.skip_if(|byte| byte == b'0') {
            self.skip_digits()?;
        }
        let mut kind = Kind::Integer;
        if self.skip_if(|byte| byte == b'.') {
            self.skip_digits()?;
            kind = Kind::Float;
        }
        let has_exponent = self.skip_if(|byte| matches!(byte, b'e' | b'E'));
        if has_exponent {
            self.skip_if(|byte| matches!(byte, b'+' | b'-'));
            self.skip_digits()?;
            kind = Kind::Float;
        }
        // Only these numbers can be too large.
        if has_exponent || self.at - start > f64::MAX_10_EXP as usize {
            let number: f64 = self.text.get(start..self.at)?.parse().ok()?;
            if number.is_infinite() {
                return None;
            }
        }
        self.push(kind, start, self.at);
        Some(())
    }

    #[inline]
    fn skip_if(&mut self, wanted: impl Fn(u8) -> bool) -> bool {
        let is_wanted = self.bytes.get(self.at).is_some_and(|byte| wanted(*byte));
        self.at += usize::from(is_wanted);
        is_wanted
    }

    /// Skips one or more digits.
    fn skip_digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.skip_if(|byte| byte.is_ascii_digit()) {}
        (self.at > start).then_some(())
    }
}

/// The index of the first byte from `at` on that ends a string, starts an escape, or must not be in a string. Eight
/// bytes are tested at once.
#[inline]
fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*chunk);
        // The high bit of a byte is set if the byte is zero, or if the byte is one and a lower byte is zero. The lowest
        // of these bits is therefore exact.
        let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
        let controls = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (controls | zeros(word ^ (ONES * 0x22)) | zeros(word ^ (ONES * 0x5c))) & HIGH;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, 0..0x20 | b'"' | b'\\')) {
        at += 1;
    }
    at
}

/// The length of the escape at the start of `bytes`; `None` if `bytes` does not start with a valid escape. Half of a
/// surrogate pair is invalid.
fn escape_len(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'\\') {
        return None;
    }
    match bytes.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => match hex(bytes.get(2..6)?)? {
            0xd800..0xdc00 => {
                let is_pair = bytes.get(6..8)? == b"\\u" && (0xdc00..0xe000).contains(&hex(bytes.get(8..12)?)?);
                is_pair.then_some(12)
            }
            0xdc00..0xe000 => None,
            _ => Some(6),
        },
        _ => None,
    }
}

/// The value of hexadecimal digits.
pub(super) fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| Some(number << 4 | char::from(*digit).to_digit(16)?))
}
