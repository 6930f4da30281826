//! Integers in decimal notation.

use core::fmt::{self, Write};
use core::str;

/// The number of digits of the largest `u64`.
const MAX_DIGITS: usize = 20;

/// Writes the decimal digits, without the options of a [`Formatter`](fmt::Formatter), which cost more than the digits.
pub(crate) fn write_unsigned<W: Write + ?Sized>(out: &mut W, number: u64) -> fmt::Result {
    let (mut digits, mut rest) = ([b'0'; MAX_DIGITS], number);
    let mut first = MAX_DIGITS - 1;
    for (index, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + (rest % 10) as u8;
        (first, rest) = (index, rest / 10);
        if rest == 0 {
            break;
        }
    }
    let digits = digits.get(first..).unwrap_or_default();
    // Digits are ASCII.
    out.write_str(str::from_utf8(digits).unwrap_or_default())
}

/// Writes the sign of a negative number, and the digits.
pub(crate) fn write_signed<W: Write + ?Sized>(out: &mut W, number: i64) -> fmt::Result {
    if number < 0 {
        out.write_str("-")?;
    }
    write_unsigned(out, number.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    #[test]
    fn every_length_has_its_digits() {
        let powers = (0..MAX_DIGITS as u32).map(|exponent| 10_u64.pow(exponent));
        for number in powers.flat_map(|power| [power - 1, power, power + 1]).chain([u64::MAX]) {
            let mut written = String::new();
            write_unsigned(&mut written, number).unwrap();
            assert_eq!(written, number.to_string());
        }
        for number in [0, 1, -1, 42, -42, i64::MAX, i64::MIN] {
            let mut written = String::new();
            write_signed(&mut written, number).unwrap();
            assert_eq!(written, number.to_string());
        }
    }
}
