//! Words with opposite meanings.

/// States. A side lists its words, separated by `|`.
pub(super) const ANTONYMS: &[(&str, &str)] = &[
    ("active|enabled|activated|reactivated", "inactive|disabled|deactivated"),
    ("unlocked", "locked"),
    ("valid", "invalid"),
    ("verified|confirmed", "unverified|unconfirmed"),
    ("open|opened|reopened", "closed"),
    ("online|reachable", "offline|unreachable"),
    ("known|recognized|recognised", "unknown|unrecognized|unrecognised"),
    ("available", "unavailable"),
    ("public", "private"),
    ("full", "empty"),
    ("present", "missing|absent"),
    ("created|added", "deleted|removed"),
    ("succeeded|successful|succeeds|completed|finished", "failed|unsuccessful|fails"),
    ("paid", "unpaid"),
    ("early|earlier|soon|sooner", "late|later"),
    ("on", "off"),
    ("accepted|approved", "rejected|declined|refused|disapproved"),
    ("allowed|permitted", "forbidden|prohibited|disallowed"),
    ("granted", "denied|revoked"),
    ("started|running|begun", "stopped|ended"),
    ("published", "unpublished"),
    ("increased|raised", "decreased|reduced|lowered"),
    ("visible|shown", "invisible|hidden"),
    ("required|mandatory", "optional"),
    ("true", "false"),
    ("positive", "negative"),
    ("past", "future"),
    ("correct|right", "incorrect|wrong"),
    ("used", "unused"),
    ("old|older", "new|newer|young|younger"),
    ("hot|hotter", "cold|colder"),
    ("busy|occupied|taken", "idle|free|vacant"),
    ("identical|equal", "different|unequal"),
    ("even", "odd"),
    ("logged in|signed in", "logged out|signed out"),
    ("in stock", "out of"),
];

/// Sizes, which are claims only in a comparison: `too long`, `longer`.
pub(super) const SIZES: &[(&str, &str)] = &[
    ("high|higher", "low|lower"),
    ("long|longer", "short|shorter"),
    ("large|larger|big|bigger", "small|smaller|tiny|little"),
    ("many|more|much|greater", "few|fewer|less"),
    ("above|over|exceeds|exceed|exceeded|exceeding", "below|under"),
    ("strong|stronger", "weak|weaker"),
    ("heavy|heavier", "light|lighter"),
    ("wide|wider", "narrow|narrower"),
    ("fast|faster|quickly", "slow|slower|slowly"),
];

/// Limits, which a problem is above or below. A demand does not change their sign.
pub(super) const LIMITS: &[(&str, &str)] = &[("at most|up to|no more", "at least|no less|no fewer")];

/// Things that are the two sides of something. Messages that differ in these words alone are about the other side.
pub(super) const COUNTERPARTS: &[(&str, &str)] = &[
    ("sender|from", "recipient|receiver|to"),
    ("source|origin", "target|destination"),
    ("start|begin|first", "end|finish|last"),
    ("before", "after"),
    ("parent", "child"),
    ("buyer|customer", "seller|merchant"),
    ("input", "output"),
    ("request", "response"),
    ("client", "server"),
    ("minimum|min", "maximum|max"),
    ("upload", "download"),
    ("login", "logout"),
    ("import", "export"),
    ("read", "write"),
    ("deposit", "withdrawal"),
    ("subscribe", "unsubscribe"),
    ("encrypt", "decrypt"),
    ("upgrade", "downgrade"),
    ("debit", "credit"),
    ("incoming|inbound", "outgoing|outbound"),
    ("left", "right"),
    ("upper", "lower"),
    ("old", "new"),
    ("billing", "shipping"),
    ("public", "private"),
    ("local", "remote"),
    ("primary", "secondary"),
    ("width", "height"),
    ("previous", "next"),
    ("up", "down"),
    ("must", "cannot"),
    ("required|mandatory|missing", "forbidden|prohibited|disallowed"),
    ("exceeded|above|over", "below|under"),
];

/// What a client or a server tries to do, and what undoes it.
pub(super) const ACTIONS: &[(&str, &str)] = &[
    ("enable|activate|boot", "disable|deactivate|shut"),
    ("increase|raise|rise|grow", "decrease|reduce|lower|fall|shrink"),
    ("add|create|insert", "remove|delete"),
    ("open", "close"),
    ("lock", "unlock"),
    ("start|begin|launch|resume", "stop|end|finish|pause"),
    ("join|enter", "leave|exit"),
    ("accept|approve", "reject|decline|refuse"),
    ("allow|permit|grant", "forbid|prohibit|deny|revoke"),
    ("pass|succeed", "fail"),
    ("push", "pull"),
    ("send", "receive"),
    ("save", "load"),
    ("buy|purchase", "sell"),
    ("lend", "borrow"),
    ("show", "hide"),
    ("attach", "detach"),
    ("archive", "restore"),
    ("mute|ban|tag|pin", "unmute|unban|untag|unpin"),
    ("upload", "download"),
    ("import", "export"),
    ("read", "write"),
    ("deposit", "withdraw"),
    ("encrypt", "decrypt"),
    ("encode", "decode"),
    ("compress", "decompress|extract"),
    ("upgrade", "downgrade"),
    ("include", "exclude"),
    ("merge", "split"),
    ("expand", "collapse"),
];

/// Phrases that one word can replace. The words are written as [`split_words`](super::words::split_words) splits them.
pub(super) const PHRASES: &[(&str, &str)] = &[
    ("not allowed", "forbidden"),
    ("not permitted", "forbidden"),
    ("not reached", "below"),
    ("can not", "cannot"),
    ("may not", "cannot"),
    ("must not", "cannot"),
    ("have to", "must"),
    ("has to", "must"),
    ("need to", "must"),
    ("needs to", "must"),
];

/// Prefixes of the verbs that undo what a verb does.
pub(super) const UNDOING: &[&str] = &["un", "dis", "de"];

/// Prefixes that negate a word.
pub(super) const PREFIXES: &[&str] = &["un", "non", "dis", "in", "im", "ir"];
