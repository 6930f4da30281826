//! How much a change matters.

/// How much a change matters: what a semantic version counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// A client program cannot observe it.
    Patch,
    /// It adds something; nothing existing changed.
    Minor,
    /// A client that was correct before may fail now.
    Major,
}

impl Impact {
    /// Every impact, the smallest first.
    pub const ALL: &'static [Impact] = &[Impact::Patch, Impact::Minor, Impact::Major];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Impact::Patch => "patch",
            Impact::Minor => "minor",
            Impact::Major => "major",
        }
    }

    /// What a change of this impact does, in a phrase.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Impact::Patch => "not observable by a client program",
            Impact::Minor => "additions only; nothing existing changed",
            Impact::Major => "a client that was correct before may fail now",
        }
    }
}

/// What a kind of change means when it has this impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// How much it matters.
    pub impact: Impact,
    /// Whether it is refused whatever the version.
    pub forbidden: bool,
    /// Whom it breaks and why, or why it breaks nobody.
    pub why: &'static str,
}

impl Case {
    pub(super) const fn refused(why: &'static str) -> Self {
        Self { impact: Impact::Major, forbidden: true, why }
    }

    pub(super) const fn major(why: &'static str) -> Self {
        Self { impact: Impact::Major, forbidden: false, why }
    }

    pub(super) const fn minor(why: &'static str) -> Self {
        Self { impact: Impact::Minor, forbidden: false, why }
    }

    pub(super) const fn patch(why: &'static str) -> Self {
        Self { impact: Impact::Patch, forbidden: false, why }
    }

    /// The word for its effect: `refused`, or that of its impact.
    #[must_use]
    pub const fn effect(self) -> &'static str {
        if self.forbidden { "refused" } else { self.impact.as_str() }
    }
}
