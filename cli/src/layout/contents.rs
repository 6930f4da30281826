//! Compares the contents of a file before and after the file is formatted, so that a bug in the formatter cannot lose a
//! user's text.

use toml::de::{DeTable, DeValue};

use super::syntax::comments_of;

/// Whether two texts are TOML with the same values and the same comments. The order of the keys of a table does not
/// count, and a comment may be in another place.
///
/// The values are parsed by another parser than that of the formatter, where the bug may be.
pub(super) fn keeps_contents(old: &str, new: &str) -> bool {
    let (Ok(old_values), Ok(new_values)) = (DeTable::parse(old), DeTable::parse(new)) else { return false };
    is_same_table(old_values.get_ref(), new_values.get_ref()) && sorted_comments(old) == sorted_comments(new)
}

fn is_same_table(a: &DeTable<'_>, b: &DeTable<'_>) -> bool {
    a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_same_value(a.get_ref(), b.get_ref())))
}

/// Compares numbers by how they are written.
fn is_same_value(a: &DeValue<'_>, b: &DeValue<'_>) -> bool {
    match (a, b) {
        (DeValue::String(a), DeValue::String(b)) => a == b,
        (DeValue::Integer(a), DeValue::Integer(b)) => (a.as_str(), a.radix()) == (b.as_str(), b.radix()),
        (DeValue::Float(a), DeValue::Float(b)) => a.as_str() == b.as_str(),
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        (DeValue::Array(a), DeValue::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| is_same_value(a.get_ref(), b.get_ref()))
        }
        (DeValue::Table(a), DeValue::Table(b)) => is_same_table(a, b),
        _ => false,
    }
}

fn sorted_comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = comments_of(text).collect();
    comments.sort_unstable();
    comments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_loss_is_noticed() {
        let old = "a = { b = 'x', c = [1, { d = 2.0 }] } # one\ne = nan\n[[f]]\n[[f]] # two\ng = [\n# two\n]\n";
        let moved = "e = nan\na.c = [1, { d = 2.0 }] # two\na.b = \"x\" # one\n[[f]]\n[[f]]\ng = [] # two";
        assert!(keeps_contents(old, old) && keeps_contents(old, moved));
        for (from, to) in [
            ("'x'", "'y'"),
            ("'x'", "1"),
            ("b =", "bb ="),
            ("b = 'x', ", ""),
            ("1, ", ""),
            ("[1, { d = 2.0 }]", "[{ d = 2.0 }, 1]"),
            ("2.0", "2"),
            ("nan", "-nan"),
            ("[[f]]\n[[f]]", "[[f]]"),
            ("# one", ""),
            ("# two", "# 2"),
            ("\n# two", ""),
            ("g = [", "g = "),
        ] {
            let new = old.replacen(from, to, 1);
            assert!(new != old && !keeps_contents(old, &new), "{new}");
        }
        assert!(!keeps_contents("a = ", "a = "), "it is not TOML");
    }
}
