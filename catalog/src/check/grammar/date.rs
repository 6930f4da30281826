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
    name.strip_suffix(',').is_some_and(|name| DAYS.contains(&name))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
        && MONTHS.contains(month)
        && number(year, 4).is_some()
        && matches!(time.as_slice(), [h, m, s] if is_within(h, 23) && is_within(m, 59) && is_within(s, 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_format_is_sent() {
        for (text, expected) in [
            ("Fri, 31 Dec 1999 23:59:59 GMT", true),
            ("Fri, 31 Dec 1999 23:59:60 GMT", true),
            ("Fri, 31 Dec 1999 23:59:59 CET", false),
            ("Fri, 31 Dec 1999 24:00:00 GMT", false),
            ("Fri, 32 Dec 1999 23:59:59 GMT", false),
            ("Fri, 1 Dec 1999 23:59:59 GMT", false),
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
