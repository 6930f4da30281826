//! Determines which version may follow another version.

use semver::{BuildMetadata, Prerelease, Version};

use super::Impact;

/// Returns the smallest version that may follow `old` after a change with this impact. The result is `None` if `old` is
/// not a semantic version or has no successor.
///
/// In a version that starts with 0, a major change increments the second number and a minor change increments the third
/// number, as in Cargo. Every release of `0.0.z` may break clients.
///
/// A pre-release may contain every change that its release may contain. The pre-release after `2.0.0-rc.1` may contain
/// every change. The pre-release after `1.5.0-rc.1` may contain every change that does not break the clients of
/// `1.4.0`.
#[must_use]
pub fn next_version(old: &str, impact: Impact) -> Option<String> {
    next(&Version::parse(old).ok()?, impact).map(|next| next.to_string())
}

/// Whether `new` may follow `old` after a change with this impact. A pre-release announces the same changes as its
/// final release: `2.0.0-rc.1` may follow `1.4.0` whenever `2.0.0` may follow `1.4.0`.
#[must_use]
pub fn version_allows(old: &str, new: &str, impact: Impact) -> bool {
    let (Ok(old), Ok(new)) = (Version::parse(old), Version::parse(new)) else { return false };
    let core = Version { pre: Prerelease::EMPTY, ..new.clone() };
    next(&old, impact).is_some_and(|next| {
        let enough = if next.pre.is_empty() { core } else { new.clone() };
        enough.cmp_precedence(&next).is_ge() && new.cmp_precedence(&old).is_gt()
    })
}

/// Whether `version` comes before `released`.
#[must_use]
pub fn is_smaller(version: &str, released: &str) -> bool {
    let versions = Version::parse(version).ok().zip(Version::parse(released).ok());
    versions.is_some_and(|(version, released)| version.cmp_precedence(&released).is_lt())
}

fn next(old: &Version, impact: Impact) -> Option<Version> {
    let &Version { major, minor, patch, .. } = old;
    // The version before a pre-release is not known, so the pre-release's own numbers say which changes it announces.
    let announces = match (impact, major) {
        (Impact::Major, 1..) => minor == 0 && patch == 0,
        (Impact::Minor, 1..) | (Impact::Major, 0) => patch == 0 || (major, minor) == (0, 0),
        _ => true,
    };
    if !old.pre.is_empty() && announces {
        let pre = next_pre(old.pre.as_str())?;
        return Some(Version { pre, build: BuildMetadata::EMPTY, ..old.clone() });
    }
    Some(match (impact, major, minor) {
        (Impact::Major, 0, 0) => Version::new(0, 0, patch.checked_add(1)?),
        (Impact::Major, 0, _) => Version::new(0, minor.checked_add(1)?, 0),
        (Impact::Major, ..) => Version::new(major.checked_add(1)?, 0, 0),
        (Impact::Minor, 1.., _) => Version::new(major, minor.checked_add(1)?, 0),
        (Impact::Minor, 0, _) | (Impact::Patch, ..) => Version::new(major, minor, patch.checked_add(1)?),
    })
}

/// Increments the last part if it is a number, and appends `.1` otherwise.
fn next_pre(pre: &str) -> Option<Prerelease> {
    let (head, last) = pre.rsplit_once('.').map_or(("", pre), |(head, last)| (head, last));
    let next = match last.parse::<u64>() {
        Ok(number) if head.is_empty() => number.checked_add(1)?.to_string(),
        Ok(number) => format!("{head}.{}", number.checked_add(1)?),
        Err(_) => format!("{pre}.1"),
    };
    Prerelease::new(&next).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version() {
        for (old, patch, minor, major) in [
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("0.2.3", "0.2.4", "0.2.4", "0.3.0"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("1.2.3+build.7", "1.2.4", "1.3.0", "2.0.0"),
            ("2.0.0-rc.1", "2.0.0-rc.2", "2.0.0-rc.2", "2.0.0-rc.2"),
            ("2.0.0-rc.1+build.7", "2.0.0-rc.2", "2.0.0-rc.2", "2.0.0-rc.2"),
            ("2.0.0-beta", "2.0.0-beta.1", "2.0.0-beta.1", "2.0.0-beta.1"),
            ("2.0.0-1", "2.0.0-2", "2.0.0-2", "2.0.0-2"),
            ("1.5.0-rc.1", "1.5.0-rc.2", "1.5.0-rc.2", "2.0.0"),
            ("1.4.1-rc.1", "1.4.1-rc.2", "1.5.0", "2.0.0"),
            ("0.3.0-rc.1", "0.3.0-rc.2", "0.3.0-rc.2", "0.3.0-rc.2"),
            ("0.3.1-rc.1", "0.3.1-rc.2", "0.3.1-rc.2", "0.4.0"),
            ("0.0.3-rc.1", "0.0.3-rc.2", "0.0.3-rc.2", "0.0.3-rc.2"),
        ] {
            for (impact, next) in [(Impact::Patch, patch), (Impact::Minor, minor), (Impact::Major, major)] {
                assert_eq!(next_version(old, impact).as_deref(), Some(next), "{old} {impact:?}");
                assert!(version_allows(old, next, impact), "{old} {impact:?}");
                assert!(!version_allows(old, old, impact), "{old} {impact:?}");
            }
        }
        assert_eq!(next_version("1.2", Impact::Patch), None);
        assert_eq!(next_version("18446744073709551615.0.0", Impact::Major), None);
    }

    #[test]
    fn what_a_version_allows() {
        for (old, new, impact, allows) in [
            ("1.2.3", "1.2.4", Impact::Minor, false),
            ("1.2.3", "1.9.0", Impact::Major, false),
            ("1.2.3", "3.0.0", Impact::Patch, true),
            ("1.2.3", "2.0.0-alpha.1", Impact::Major, true),
            ("1.2.3", "1.3.0-alpha.1", Impact::Major, false),
            ("1.2.3", "1.2.2", Impact::Patch, false),
            ("2.0.0-alpha.1", "2.0.0", Impact::Major, true),
            ("1.5.0-rc.1", "1.5.0", Impact::Minor, true),
            ("1.5.0-rc.1", "1.5.0", Impact::Major, false),
            ("1.5.0-rc.1", "2.0.0-rc.1", Impact::Major, true),
            ("2.0.0-alpha.2", "2.0.0-alpha.1", Impact::Patch, false),
            ("1.2.3", "latest", Impact::Patch, false),
        ] {
            assert_eq!(version_allows(old, new, impact), allows, "{old} {new} {impact:?}");
        }
    }
}
