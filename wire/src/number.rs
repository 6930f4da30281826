//! Integers in decimal notation.

use core::fmt::{self, Write};

/// The digits of every number below 100.
const PAIRS: &str = "\
    0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";

/// Writes the decimal digits, without the options of a [`Formatter`](fmt::Formatter), which cost more than the digits.
pub(crate) fn write_unsigned<W: Write + ?Sized>(out: &mut W, number: u64) -> fmt::Result {
    // The powers of 100 split a number into pairs of digits, of which the first may be a single digit.
    let mut divisor = 1;
    while number / divisor >= 100 {
        divisor *= 100;
    }
    let pair = |divisor: u64| (number / divisor % 100) as usize;
    let first = pair(divisor);
    out.write_str(PAIRS.get(2 * first + usize::from(first < 10)..2 * first + 2).unwrap_or_default())?;
    while divisor > 1 {
        divisor /= 100;
        let next = pair(divisor);
        out.write_str(PAIRS.get(2 * next..2 * next + 2).unwrap_or_default())?;
    }
    Ok(())
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
        let powers = (0..20).map(|exponent| 10_u64.pow(exponent));
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
