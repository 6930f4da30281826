//! The impact of a change: how much the change matters.

/// The impact of a change: which part of a semantic version the change increments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// A client program cannot observe the change.
    Patch,
    /// The change only adds something, and leaves everything that already existed unchanged.
    Minor,
    /// A client that was correct before the change may fail now.
    Major,
}

impl Impact {
    /// Every impact, the smallest impact first.
    pub const ALL: &'static [Impact] = &[Impact::Patch, Impact::Minor, Impact::Major];

    /// The word for the impact.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Impact::Patch => "patch",
            Impact::Minor => "minor",
            Impact::Major => "major",
        }
    }

    /// A phrase that says what a change with this impact means for clients.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Impact::Patch => "not observable by client programs",
            Impact::Minor => "additions that do not break clients",
            Impact::Major => "may break clients",
        }
    }
}

/// One possible effect of a kind of change: the impact, and the reason for this impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// The impact of the change.
    pub impact: Impact,
    /// Whether the change is rejected even in a new major version.
    pub forbidden: bool,
    /// Whether a release needs an answer to the question whether the error is still the same. The answer
    /// is needed even in a new major version.
    pub asked: bool,
    /// Which clients the change breaks and why, or why the change breaks no client.
    pub why: &'static str,
}

impl Case {
    pub(super) const fn refused(why: &'static str) -> Self {
        Self { impact: Impact::Major, forbidden: true, asked: false, why }
    }

    pub(super) const fn asked(why: &'static str) -> Self {
        Self { impact: Impact::Major, forbidden: false, asked: true, why }
    }

    pub(super) const fn major(why: &'static str) -> Self {
        Self { impact: Impact::Major, forbidden: false, asked: false, why }
    }

    pub(super) const fn minor(why: &'static str) -> Self {
        Self { impact: Impact::Minor, forbidden: false, asked: false, why }
    }

    pub(super) const fn patch(why: &'static str) -> Self {
        Self { impact: Impact::Patch, forbidden: false, asked: false, why }
    }

    /// The word for the effect, which is `refused`, `asked` or the word for the impact.
    #[must_use]
    pub const fn effect(self) -> &'static str {
        match self {
            Self { forbidden: true, .. } => "refused",
            Self { asked: true, .. } => "asked",
            Self { impact, .. } => impact.as_str(),
        }
    }
}
