//! The vocabulary of error messages: words without a meaning, words for what went wrong, and groups of words for the
//! same thing.
//!
//! The lists only need to contain words that are common in APIs. A word that is not in any list is classified as a
//! thing, which is a noun.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::foreign::{CHARACTERS, FUNCTION_WORDS, HIRAGANA};
use super::words::stem;

/// What is wrong, as far as words for it are common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum State {
    Absent,
    Present,
    Malformed,
    Required,
    Denied,
    Unauthenticated,
    Expired,
    TooMuch,
    TooLittle,
    Unavailable,
    Internal,
    Blocked,
    Unsupported,
}

impl State {
    /// Whether the state alone is the meaning, whatever the thing is.
    pub(super) fn is_enough(self) -> bool {
        matches!(self, Self::Denied | Self::Unauthenticated | Self::TooMuch | Self::Unavailable | Self::Internal)
    }
}

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Nothing: a word of grammar, of politeness, or that all errors share.
    Nothing,
    /// How something is or happens. Such a word connects two messages, but does not tell them apart.
    Manner,
    /// Any thing: `value`, `request`.
    Vague,
    State(State),
    /// One thing, by the number of its list of words.
    Thing(usize),
}

/// Words of grammar and politeness, and words that say only that something failed.
const NOTHING: &str = "\
    a able above after again an and another any anyone anything apologize apology appear are as at attempt be \
    because been before being but by call can carry cause certain check come contact could current currently \
    dear did different do does done double due during each either else encounter ensure error ever every execute \
    expect expected fail failed failure few find finish first following for found from further get give given go \
    got had happen has have having he hello help her here hi his hmm how i if in instead into is issue it its \
    just know last less let like look made make match matched matches may me might moment more most much must my \
    need neither never new next no nobody none nor not nothing now occur of off ok okay old on once one only \
    onto oops or other our ours out over own particular pass passed per perform perhaps please present presently \
    problem process proper properly provided put quite rather reach really receive received result return \
    returned sadly same see seem send sent several shall she should side simply since so some someone something \
    soon sorry specified still success successfully such supplied sure take than thanks that the their them then \
    there these they think this those though three through thus to too toward trouble try two unable under \
    unfortunately until up upon us use used using very via want was we well were what whatever when where \
    whether which while who whom whose why will with within without won would wrong yet you your yours";

/// Verbs and adjectives that many messages share: they say how, and not about what.
const MANNER: &str = "\
    accept accomplish achieve acknowledge act activate active actual additional adjust agree ahead alive \
    allocate alone alternative ambiguous answer appropriate approve arrive ask assume automatic await aware away \
    back bare basic begin believe belong brief build cancel change choose clean clear click collect \
    combine common compatible compile complete complex compute concurrent confirm conform consider consist \
    constant consume contain continue convenient convert copy correct cost cover create dead decide deep default \
    define deliver depend describe detect determine differ difficult direct discover dispatch display \
    drop early easy edit enable encode enough enter entire equal essential establish evaluate exact examine \
    excessive exclude explain explicit extend extra extract fall false fatal feel fetch final fine fix free \
    fresh fulfill full gather general generate generic global good great greater grow guess half hard hear hide \
    hit hold hope human identical immediate implicit important include incompatible incomplete inconsistent \
    independent indicate individual initial initialize inner insert inspect install intend intermediate \
    introduce invoke irrelevant join keep known late launch learn leave legal legitimate lie listen live \
    load logical lose lower main maintain major manage manual many map mean measure mention merge minor \
    misconfigured modern modify move multiple mutual natural necessary negative nest neutral nice normal notice \
    notify numeric observe obtain obvious odd ongoing open ordinary original outer overlap override \
    partial permanent pick plain play positive possible prepare prevent previous primary prior private proceed \
    produce prove public pull push react read ready recent recognize reconnect recover reduce refer refresh \
    register relate related relevant reload rely remain remember remote rename render repeat replace report \
    represent reproduce reset resolve responsible restart restore restrict resubmit retain retrieve retry reuse \
    revert review roll rough rule run safe save say schedule scheduled secondary secure seek select \
    separate serialize serious sharp shorten shut significant silent similar simple simplify single skip slight \
    sole solve sort speak special specific spend split stable stand standard start state static stay stop \
    strange strict strong submit succeed sudden sufficient suggest suitable supply suppose switch talk tell \
    terminate test third tight tiny track transient trigger true trust turn typical unclear \
    uncommon undefined understand understood undo unique universal unlikely unlimited unlucky unnecessary unset \
    unstable unusual upcoming update updated upper urgent usable useful usual valid validate various verify view \
    visible visit vital wait walk warm watch weak whole wide wild wish wonder worse worst write young zero";

/// Words for any thing. They neither tell two meanings apart nor connect them.
const VAGUE: &str = "\
    action api app application arg argument attribute body case character characters client condition config \
    configuration content data detail details end endpoint entity exception field form format handler id \
    identifier info information input integer item json kind list message name number object operation option \
    page param parameter params part path payload place point property query reason record request resource \
    response route semantic server service setting string syntax system text thing type unprocessable value way \
    xml";

/// Words for what is wrong.
const STATES: &[(State, &str)] = &[
    (State::Absent, "unknown nonexistent unrecognized unrecognised gone vanished missing absent deleted removed"),
    (State::Present, "already exists duplicate duplicated taken conflict conflicts"),
    (
        State::Malformed,
        "invalid malformed bad incorrect illegal corrupt corrupted broken unparsable unreadable mismatch unexpected parse parsed decode decoded",
    ),
    (State::Required, "required mandatory missing empty blank omitted absent fill"),
    (
        State::Denied,
        "forbidden denied permission permissions permitted privilege privileges prohibited unauthorized authorized authorization access rights insufficient allowed",
    ),
    (
        State::Unauthenticated,
        "unauthenticated authentication authenticated authenticate login signin credentials unauthorized",
    ),
    (State::Expired, "expired expire expires expiration outdated stale lapsed"),
    (
        State::TooMuch,
        "limit limits limited cap cooldown exhausted exceed exceeds exceeded exceeding quota maximum max throttled throttling throttle rate large larger long longer big bigger quickly fast heavy slow",
    ),
    (State::TooLittle, "short shorter small smaller minimum min least fewer below insufficient low"),
    (
        State::Unavailable,
        "unavailable down maintenance overloaded busy timeout later temporarily temporary offline unreachable unresponsive outage",
    ),
    (State::Internal, "internal crash crashed unhandled bug"),
    (
        State::Blocked,
        "locked lock disabled suspended blocked deactivated frozen banned inactive closed archived paused",
    ),
    (State::Unsupported, "unsupported unimplemented implemented supported"),
];

/// Phrases for what is wrong.
const PHRASES: &[(State, &str)] = &[
    (State::Absent, "not found"),
    (State::Absent, "not exist"),
    (State::Absent, "no such"),
    (State::Absent, "not find"),
    (State::Absent, "not locate"),
    (State::Absent, "unable to find"),
    (State::Absent, "unable to locate"),
    (State::Absent, "not recognized"),
    (State::Absent, "not known"),
    (State::Absent, "not be found"),
    (State::Absent, "no longer exists"),
    (State::Absent, "does not have"),
    (State::Absent, "there is no"),
    (State::Absent, "there are no"),
    (State::Present, "in use"),
    (State::Present, "must be unique"),
    (State::Malformed, "not valid"),
    (State::Malformed, "is not a"),
    (State::Malformed, "not well formed"),
    (State::Malformed, "not be parsed"),
    (State::Malformed, "not look like"),
    (State::Malformed, "not match"),
    (State::Malformed, "does not look"),
    (State::Required, "not be empty"),
    (State::Required, "not be blank"),
    (State::Required, "not provided"),
    (State::Required, "not given"),
    (State::Required, "not specified"),
    (State::Required, "must provide"),
    (State::Required, "must be provided"),
    (State::Required, "must specify"),
    (State::Required, "please provide"),
    (State::Required, "please enter"),
    (State::Denied, "not allowed"),
    (State::Denied, "not permitted"),
    (State::Denied, "not authorized"),
    (State::Denied, "may not"),
    (State::Unauthenticated, "log in"),
    (State::Unauthenticated, "logged in"),
    (State::Unauthenticated, "sign in"),
    (State::Unauthenticated, "signed in"),
    (State::Unavailable, "no longer available"),
    (State::Expired, "no longer"),
    (State::Expired, "too old"),
    (State::Expired, "run out"),
    (State::TooMuch, "too many"),
    (State::TooMuch, "too much"),
    (State::TooMuch, "at most"),
    (State::TooMuch, "more than"),
    (State::TooMuch, "no more than"),
    (State::TooMuch, "slow down"),
    (State::TooMuch, "up to"),
    (State::TooLittle, "too few"),
    (State::TooLittle, "too little"),
    (State::TooLittle, "at least"),
    (State::TooLittle, "less than"),
    (State::TooLittle, "not enough"),
    (State::Unavailable, "timed out"),
    (State::Unavailable, "time out"),
    (State::Unavailable, "took too long"),
    (State::Unavailable, "not respond"),
    (State::Unavailable, "not be reached"),
    (State::Unavailable, "not reachable"),
    (State::Unavailable, "not available"),
    (State::Unavailable, "not ready"),
    (State::Internal, "went wrong"),
    (State::Internal, "unexpected error"),
    (State::Blocked, "not active"),
    (State::Blocked, "turned off"),
    (State::Blocked, "switched off"),
    (State::Blocked, "read only"),
    (State::Unsupported, "not supported"),
    (State::Unsupported, "not implemented"),
    (State::Unsupported, "not support"),
];

/// Words that stand for one thing. A word may be in one list only.
const THINGS: &[&str] = &[
    "user account member customer profile person people subscriber",
    "token jwt bearer session credential cookie",
    "password passphrase passcode pin secret",
    "email mail address mailbox inbox",
    "phone mobile telephone sms",
    "card payment charge bank iban transaction pay declined decline refused rejected reject refuse",
    "money fund funds balance credit wallet",
    "order purchase checkout cart basket",
    "product article sku stock inventory",
    "invoice bill billing receipt",
    "coupon voucher discount promo promotion",
    "plan subscription tier trial package upgrade",
    "file upload attachment document image photo picture video media",
    "folder directory bucket",
    "repository repo branch commit",
    "database db table row column sql",
    "organization organisation org workspace tenant company team",
    "group channel room",
    "job task queue worker",
    "host hostname domain dns",
    "certificate tls ssl signature sign",
    "webhook callback hook",
    "range between bounds interval outside",
    "regex regexp regular expression pattern",
    "cvc cvv security",
    "mfa otp factor totp",
    "draft publish",
    "owner admin administrator",
    "date time timestamp deadline today daily day month monthly year hour minute second",
    "country geo region location city zip postal",
    "currency amount price total sum",
    "version revision release",
    "network connection handshake circuit dependency socket upstream gateway backend proxy",
    "device handset",
    "book title author loan",
    "ticket seat reservation event",
    "flight airport passenger",
    "comment thread reply conversation chat discussion",
    "vote poll survey",
    "key apikey",
    "seller merchant vendor shop store",
    "refund chargeback dispute",
    "ship shipping delivery shipment parcel courier",
    "gist snippet paste",
    "age adult underage birthday birthdate",
    "graphql mutation",
    "replica replication lag lagging delay",
    "vehicle car driver ride trip",
    "doctor patient appointment clinic prescription",
    "student course lesson exam grade classroom",
    "song album playlist artist",
    "coordinate coordinates latitude longitude position",
    "node cluster shard",
    "pod kubernetes",
    "disk storage volume",
    "cpu memory ram",
    "pipeline workflow deploy deployment",
    "experiment toggle",
    "label tag",
    "language locale translation",
    "alert reminder",
    "calendar meeting",
    "contract terms",
    "template layout",
    "spreadsheet csv",
    "game score",
    "tax vat",
    "supplier partner",
    "employee staff colleague",
];

pub(super) struct Vocabulary {
    words: HashMap<String, Sense>,
    /// The states that a word may stand for: `missing` is two of them.
    states: HashMap<String, Vec<State>>,
    /// Phrases by their first stem.
    phrases: HashMap<String, Vec<(State, Vec<String>)>>,
}

/// The vocabulary, by stem.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);

impl Vocabulary {
    fn new() -> Self {
        let stems = |words: &'static str| words.split_ascii_whitespace().map(stem);
        let mut words = HashMap::new();
        let mut states: HashMap<String, Vec<State>> = HashMap::new();
        for (state, list) in STATES {
            for word in stems(list) {
                words.insert(word.clone(), Sense::State(*state));
                states.entry(word).or_default().push(*state);
            }
        }
        for (number, list) in THINGS.iter().enumerate() {
            stems(list).for_each(|word| _ = words.entry(word).or_insert(Sense::Thing(number)));
        }
        stems(VAGUE).for_each(|word| _ = words.entry(word).or_insert(Sense::Vague));
        stems(NOTHING).for_each(|word| _ = words.entry(word).or_insert(Sense::Nothing));
        stems(MANNER).for_each(|word| _ = words.entry(word).or_insert(Sense::Manner));
        // English words come first: the Spanish `sin` does not change an English word.
        let characters = CHARACTERS.chars().chain(HIRAGANA).map(String::from);
        let foreign = stems(FUNCTION_WORDS).chain(characters);
        foreign.for_each(|word| _ = words.entry(word).or_insert(Sense::Nothing));
        let mut phrases: HashMap<String, Vec<(State, Vec<String>)>> = HashMap::new();
        for (state, phrase) in PHRASES {
            let mut stems = stems(phrase);
            let Some(first) = stems.next() else { continue };
            phrases.entry(first).or_default().push((*state, stems.collect()));
        }
        phrases.values_mut().for_each(|list| list.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.len())));
        Self { words, states, phrases }
    }

    /// The states of a phrase at the start of `stems`, and the number of its words.
    pub(super) fn phrase(&self, stems: &[String]) -> Option<(State, usize)> {
        let (first, rest) = stems.split_first()?;
        let found = self.phrases.get(first)?.iter().find(|(_, phrase)| rest.starts_with(phrase))?;
        Some((found.0, found.1.len() + 1))
    }

    /// What a word stands for; `None` for a thing that is in no list.
    pub(super) fn sense(&self, stem: &str) -> Option<Sense> {
        self.words.get(stem).copied()
    }

    pub(super) fn states(&self, stem: &str) -> &[State] {
        self.states.get(stem).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise one of the lists has no effect on the word.
    #[test]
    fn a_word_is_in_one_list() {
        let is = |word: &str, sense| assert_eq!(VOCABULARY.sense(&stem(word)), Some(sense), "{word}");
        for (list, sense) in [(NOTHING, Sense::Nothing), (MANNER, Sense::Manner), (VAGUE, Sense::Vague)] {
            list.split_ascii_whitespace().for_each(|word| is(word, sense));
        }
        for (number, list) in THINGS.iter().enumerate() {
            list.split_ascii_whitespace().for_each(|word| is(word, Sense::Thing(number)));
        }
    }
}
