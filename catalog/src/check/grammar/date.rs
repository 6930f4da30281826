//! The date that HTTP headers contain (RFC 9110, section 5.6.7).

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Whether a text is a date such as `Fri, 31 Dec 1999 23:59:59 GMT`, the only format that servers may send.
pub(super) fn is_http_date(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let [name, day, month, year, time, "GMT"] = words.as_slice() else { return false };
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<u16>().ok())?
    };
    let is_within = |text: &str, most: u16| number(text, 2).is_some_and(|number| number <= most);
    let time: Vec<&str> = time.split(':').collect();
    let (Some(name), Some(day), Some(year)) = (name.strip_suffix(','), number(day, 2), number(year, 4)) else {
        return false;
    };
    is_day(name, day, month, year)
        && matches!(time.as_slice(), [h, m, s] if is_within(h, 23) && is_within(m, 59) && is_within(s, 60))
}

/// Whether the calendar has the day, and the day has this name.
fn is_day(name: &str, day: u16, month: &str, year: u16) -> bool {
    let Some(month) = MONTHS.iter().position(|known| *known == month) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 if is_leap => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    };
    // Counted from March, so that a leap day is the last day of its year. The calendar repeats after 400 years, so
    // adding 400 years keeps the name and avoids a negative year.
    let (year, month) = (usize::from(year) + 400 - usize::from(month < 2), (month + 10) % 12);
    let number = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + usize::from(day);
    (1..=days).contains(&day) && DAYS[(number + 1) % 7] == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_format_is_sent() {
        for (text, expected) in [
            ("Fri, 31 Dec 1999 23:59:59 GMT", true),
            ("Fri, 31 Dec 1999 23:59:60 GMT", true),
            ("Thu, 29 Feb 2024 00:00:00 GMT", true),
            ("Tue, 29 Feb 2000 00:00:00 GMT", true),
            ("Sat, 01 Jan 0000 00:00:00 GMT", true),
            ("Fri, 31 Dec 9999 00:00:00 GMT", true),
            ("Fri, 30 Feb 2024 00:00:00 GMT", false),
            ("Wed, 29 Feb 2023 00:00:00 GMT", false),
            ("Thu, 29 Feb 1900 00:00:00 GMT", false),
            ("Wed, 31 Apr 2024 00:00:00 GMT", false),
            ("Sun, 00 Dec 1999 00:00:00 GMT", false),
            ("Mon, 31 Dec 1999 23:59:59 GMT", false),
            ("Fri, 31 Dec 1999 23:59:59 CET", false),
            ("Fri, 31 Dec 1999 24:00:00 GMT", false),
            ("Fri, 32 Dec 1999 23:59:59 GMT", false),
            ("Fri, 1 Dec 1999 23:59:59 GMT", false),
            ("Fri, 31 Dec 1999 +3:59:59 GMT", false),
            ("Fri, 31 Dec 1999 23:5:59 GMT", false),
            ("Fri, 31 Dec 1999 23:60:59 GMT", false),
            ("Fri, 31 Dec 1999 23:59:61 GMT", false),
            ("Sun, 31 Mar 2024 00:00:00 GMT", true),
            ("Fri, 01 Mar 2024 00:00:00 GMT", true),
            ("Fri 31 Dec 1999 23:59:59 GMT", false),
            ("Friday, 31-Dec-99 23:59:59 GMT", false),
            ("Fri Dec 31 23:59:59 1999", false),
            ("1999-12-31T23:59:59Z", false),
            ("", false),
        ] {
            assert_eq!(is_http_date(text), expected, "{text}");
        }
    }
}
