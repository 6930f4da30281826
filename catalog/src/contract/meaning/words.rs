//! Splits texts into words, and determines which words are forms of the same word.

/// Splits a text into words in lowercase: at separators, between letters and digits, and inside `CamelCase`. A negation
/// that is part of a word, as in `isn't` and `cannot`, becomes the word `not`.
pub(in crate::contract) fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (at, char) in chars.iter().copied().enumerate() {
        if !char.is_alphanumeric() && !is_apostrophe(char) {
            end_word(&mut word, &mut words);
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        if before.is_some_and(|before| is_border(before, char, chars.get(at + 1).copied())) {
            end_word(&mut word, &mut words);
        }
        word.push(char);
    }
    end_word(&mut word, &mut words);
    words
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’')
}

/// Whether a new word begins between two letters or digits: in `fooBar`, in the last letter of `HTTPError`, and between
/// letters and digits. Chinese, Japanese and Korean have no spaces, so each of their characters is a word.
fn is_border(before: char, char: char, after: Option<char>) -> bool {
    let is_lower = |char: char| char.is_lowercase();
    if is_apostrophe(before) || is_apostrophe(char) {
        return false;
    }
    is_ideograph(before)
        || is_ideograph(char)
        || before.is_numeric() != char.is_numeric()
        || (char.is_uppercase() && is_lower(before))
        || (char.is_uppercase() && before.is_uppercase() && after.is_some_and(is_lower))
}

fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

fn end_word(word: &mut String, words: &mut Vec<String>) {
    let text = std::mem::take(word).to_lowercase().replace('’', "'");
    let text = text.trim_matches('\'');
    let text = text.strip_suffix("'s").unwrap_or(text);
    if text == "cannot" || text == "can't" {
        words.extend(["can", "not"].map(str::to_owned));
    } else if let Some(verb) = text.strip_suffix("n't") {
        words.extend([verb, "not"].map(str::to_owned));
    } else if !text.is_empty() {
        words.push(text.replace('\'', ""));
    }
}

/// The endings that a form of a word may have, the longest first. What remains has at least the given length.
const ENDINGS: &[(&str, usize, &str)] = &[
    ("ications", 3, "y"),
    ("ication", 3, "y"),
    ("izations", 3, ""),
    ("ization", 3, ""),
    ("ations", 3, ""),
    ("ation", 3, ""),
    ("ments", 4, ""),
    ("ment", 4, ""),
    ("ions", 4, ""),
    ("ion", 4, ""),
    ("ings", 3, ""),
    ("ing", 3, ""),
    ("iers", 3, "y"),
    ("ies", 2, "y"),
    ("ied", 2, "y"),
    ("ized", 3, ""),
    ("izes", 3, ""),
    ("ize", 3, ""),
    ("ised", 4, ""),
    ("ally", 3, ""),
    ("ers", 4, ""),
    ("ors", 4, ""),
    ("ates", 4, ""),
    ("ated", 4, ""),
    ("ate", 4, ""),
    ("ed", 3, ""),
    ("es", 3, ""),
    ("er", 4, ""),
    ("or", 4, ""),
    ("al", 4, ""),
    ("ly", 3, ""),
    ("s", 3, ""),
];

/// The stem of a word, which all its forms share: `expire`, `expires`, `expired` and `expiration` have the stem
/// `expir`.
pub(super) fn stem(word: &str) -> String {
    // Not a plural: `access`, `status`, `this`.
    let keeps_s = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    let ending = ENDINGS.iter().filter(|(ending, ..)| !(keeps_s && ending.ends_with('s'))).find_map(|ending| {
        let start = word.strip_suffix(ending.0)?;
        (start.len() >= ending.1).then(|| format!("{start}{}", ending.2))
    });
    let mut stem = ending.unwrap_or_else(|| word.to_owned());
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    let mut last = stem.chars().rev();
    // `stopped` and `stop`
    let is_doubled = last.next().zip(last.next()).is_some_and(|(a, b)| a == b && !"aeioulsz".contains(a));
    if stem.len() > 3 && is_doubled {
        stem.pop();
    }
    stem
}

/// Whether two stems are forms of one word, or one is a typing mistake for the other.
pub(super) fn is_same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.iter().chain(long.iter()).any(|char| char.is_numeric()) {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    if same >= 5 && long.len() - same <= 3 && short.len() - same <= 2 {
        return true;
    }
    (short.len() >= 5 && is_one_slip(short, long)) || is_abbreviation(short, long)
}

/// Whether one word has some letters of the other, from the first on: `repo` for `repository`, `usr` for `user`.
fn is_abbreviation(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    (3..=5).contains(&short.len())
        && short.first() == long.first()
        && short.iter().all(|char| rest.any(|it| it == char))
}

/// Whether one letter was added, left out or replaced, or two neighbours were swapped.
fn is_one_slip(short: &[char], long: &[char]) -> bool {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match (short, long) {
        ([a, b, short @ ..], [c, d, long @ ..]) if a == d && b == c && short == long => true,
        ([_, short @ ..], [_, long @ ..]) if short == long => true,
        (short, [_, long @ ..]) => short == long,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        for (text, words) in [
            ("User {not} found.", "user not found"),
            ("KafkaNewProducer", "kafka new producer"),
            ("kafka_new_producer", "kafka new producer"),
            ("KAFKA-NEW.PRODUCER", "kafka new producer"),
            ("HTTPError404", "http error 404"),
            ("It isn’t yours", "it is not yours"),
            ("You can't, and cannot", "you can not and can not"),
            ("the user's 'key'", "the user key"),
            ("the 404’s page", "the 404 page"),
            ("用户不存在", "用 户 不 存 在"),
            ("用户ID不存在", "用 户 id 不 存 在"),
            ("Änderung", "änderung"),
            ("", ""),
        ] {
            assert_eq!(split_words(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            "expire expires expired expiring expiration",
            "user users",
            "entry entries",
            "stop stops stopped stopping",
            "cancel cancels canceled",
            "authenticate authenticated authentication authenticating",
            "verify verified verifies verification",
            "access",
            "process processes processed processing",
            "payment payments",
        ] {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            assert!(stems.iter().all(|it| is_same_stem(it, &stems[0])), "{stems:?}");
        }
        for (a, b) in [
            ("acount", "account"),
            ("recieve", "receive"),
            ("pasword", "password"),
            ("locked", "lockd"),
            ("usr", "user"),
            ("org", "organization"),
            ("repo", "repository"),
            ("cilent", "client"),
            ("tokens", "token"),
            ("validat", "validator"),
        ] {
            assert!(is_same_stem(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("card", "cart"),
            ("user", "order"),
            ("401", "404"),
            ("access", "account"),
            ("", "a"),
            ("ab", "abc"),
            ("master", "mastercard"),
            ("complain", "complete"),
        ] {
            assert!(!is_same_stem(a, b), "{a} {b}");
        }
        // A short word is its own stem.
        assert_eq!(["toe", "inn"].map(stem), ["toe", "inn"]);
    }

    #[test]
    fn one_slip_or_an_abbreviation() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        for (short, long, is_slip, is_short) in [
            ("acount", "account", true, false),
            ("client", "cilent", true, false),
            ("accept", "accent", true, false),
            ("token", "tokens", true, true),
            ("token", "tokenize", false, true),
            ("badcx", "abdcy", false, false),
            ("ba", "abc", false, false),
            ("usr", "user", true, true),
            ("usr", "uer", true, false),
            ("sr", "user", false, false),
            ("ser", "user", true, false),
            ("reposi", "repository", false, false),
            ("same", "same", false, true),
            ("bx", "cb", false, false),
        ] {
            let (a, b) = (letters(short), letters(long));
            assert_eq!((is_one_slip(&a, &b), is_abbreviation(&a, &b)), (is_slip, is_short), "{short} {long}");
        }
    }
}
