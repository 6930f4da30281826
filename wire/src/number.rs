//! Numbers in decimal notation, without the options of a [`Formatter`](fmt::Formatter), which cost more than the
//! digits.

use core::fmt::{self, Write};
use core::str;

/// The three digits of every number below 1,000.
const TRIPLES: &str = {
    const BYTES: [u8; 3_000] = {
        let (mut bytes, mut number) = ([0; 3_000], 0);
        while number < 1_000 {
            bytes[3 * number] = b'0' + (number / 100) as u8;
            bytes[3 * number + 1] = b'0' + (number / 10 % 10) as u8;
            bytes[3 * number + 2] = b'0' + (number % 10) as u8;
            number += 1;
        }
        bytes
    };
    match str::from_utf8(&BYTES) {
        Ok(digits) => digits,
        Err(_) => panic!("digits are ASCII"),
    }
};

/// Writes the decimal digits.
pub(crate) fn write_unsigned<W: Write + ?Sized>(out: &mut W, number: u64) -> fmt::Result {
    if number >= 1_000 {
        write_unsigned(out, number / 1_000)?;
        return out.write_str(digits(number % 1_000, 0, 3));
    }
    out.write_str(digits(number, usize::from(number < 100) + usize::from(number < 10), 3))
}

/// Writes the sign of a negative number, and the digits.
pub(crate) fn write_signed<W: Write + ?Sized>(out: &mut W, number: i64) -> fmt::Result {
    if number < 0 {
        out.write_str("-")?;
    }
    write_unsigned(out, number.unsigned_abs())
}

/// Writes the shortest decimal number that parses to `number`, as `Debug` and `Display` do. If the number is whole,
/// the number ends with `whole`.
pub(crate) fn write_float<W: Write + ?Sized>(out: &mut W, number: f64, whole: &str) -> fmt::Result {
    // Two decimal numbers of at most 15 digits never parse to the same float, so a decimal number of at most 15 digits
    // that parses to `number` is the shortest one. The division rounds as a parser does, since both operands are exact.
    let thousandths = (number.abs() * 1_000.0 + 0.5) as u64;
    if thousandths >= 1_000_000_000_000_000 || thousandths as f64 / 1_000.0 != number.abs() {
        return if whole.is_empty() { write!(out, "{number}") } else { write!(out, "{number:?}") };
    }
    if number.is_sign_negative() {
        out.write_str("-")?;
    }
    write_unsigned(out, thousandths / 1_000)?;
    let fraction = thousandths % 1_000;
    let end = match fraction {
        0 => return out.write_str(whole),
        _ if fraction % 100 == 0 => 1,
        _ if fraction % 10 == 0 => 2,
        _ => 3,
    };
    out.write_str(".")?;
    out.write_str(digits(fraction, 0, end))
}

/// Some of the three digits of a number below 1,000.
#[inline]
fn digits(number: u64, from: usize, to: usize) -> &'static str {
    let start = 3 * number as usize;
    TRIPLES.get(start + from..start + to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};

    use super::*;

    fn written(write: impl FnOnce(&mut String) -> fmt::Result) -> String {
        let mut out = String::new();
        write(&mut out).unwrap();
        out
    }

    #[test]
    fn every_length_has_its_digits() {
        let powers = (0..20).map(|exponent| 10_u64.pow(exponent));
        for number in powers.flat_map(|power| [power - 1, power, power + 1]).chain([u64::MAX]) {
            assert_eq!(written(|out| write_unsigned(out, number)), number.to_string());
        }
        for number in [0, 1, -1, 42, -42, i64::MAX, i64::MIN] {
            assert_eq!(written(|out| write_signed(out, number)), number.to_string());
        }
    }

    #[test]
    fn floats_are_written_as_the_standard_library_writes_them() {
        let limits = [0.0, 0.001, 0.0005, 0.0015, 1e-5, 1e-7, 1e11, 999_999_999_999.999, 1e12, 1e15, 1e16, 1e22, 1e300];
        let others = [f64::MIN_POSITIVE, f64::MAX, f64::EPSILON, 5e-324, 0.1 + 0.2, 1.0 / 3.0, 4.35, 2.675, 1.005];
        let mut state = 1_u64;
        let random = core::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(state)
        });
        let near = |number: f64| [number.next_down(), number, number.next_up()];
        let thousandths = (0..3_000).map(|number| f64::from(number) / 1_000.0);
        let random = random.take(3_000).filter(|number| number.is_finite());
        let scaled = random.clone().map(|number| number.abs() % 1e12);
        let rounded = scaled.clone().map(|number| (number * 1_000.0).trunc() / 1_000.0);
        let all = limits.into_iter().chain(others).chain(thousandths).chain(random).chain(scaled).chain(rounded);
        for number in all.flat_map(near).flat_map(|number| [number, -number]) {
            assert_eq!(written(|out| write_float(out, number, ".0")), format!("{number:?}"));
            assert_eq!(written(|out| write_float(out, number, "")), format!("{number}"));
        }
    }
}
