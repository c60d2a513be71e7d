//! What kind of verb it is: its form, its base, and whether using it is doing something.

use super::irregular::IRREGULAR;
use crate::tag::Tag;

/// What a single verb form can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Past tense only: "went".
    Past,
    /// Participle only: "gone".
    Participle,
    /// Either: "told", "called".
    PastOrParticiple,
    /// Base form as well: "put".
    Any,
    /// Base form or participle: "come".
    BaseOrParticiple,
    /// "-ing".
    Ing,
    /// Base form or present.
    Base,
    /// Third person singular.
    Third,
}

impl Form {
    pub(super) const fn can_be_past(self) -> bool {
        matches!(self, Self::Past | Self::PastOrParticiple | Self::Any)
    }

    pub(super) const fn can_be_participle(self) -> bool {
        matches!(
            self,
            Self::Participle | Self::PastOrParticiple | Self::Any | Self::BaseOrParticiple
        )
    }

    pub(super) const fn can_be_base(self) -> bool {
        matches!(self, Self::Base | Self::Any | Self::BaseOrParticiple)
    }
}

fn irregular(word: &str) -> Option<(&'static str, Form)> {
    let place = IRREGULAR.binary_search_by_key(&word, |row| row.0).ok()?;
    IRREGULAR.get(place).map(|row| (row.1, row.2))
}

/// Words in -ed that are base forms, and in -eed that are past forms.
fn is_ed_form(word: &str) -> bool {
    if word.ends_with("eed") {
        return matches!(
            word,
            "agreed" | "disagreed" | "freed" | "guaranteed" | "decreed" | "refereed"
        );
    }
    word.len() > 3
        && word.ends_with("ed")
        && !matches!(word, "embed" | "hundred" | "sacred" | "naked" | "biped" | "unshed")
}

/// What `word`, a verb tagged `tag`, can be.
pub(super) fn form_of(word: &str, tag: Tag) -> Form {
    if let Some((_, form)) = irregular(word) {
        return form;
    }
    if is_ed_form(word) {
        return Form::PastOrParticiple;
    }
    match tag {
        Tag::VerbIng => Form::Ing,
        Tag::VerbPresent3 => Form::Third,
        Tag::VerbPast if word.ends_with("'d") => Form::PastOrParticiple,
        _ if word.len() > 4
            && word.ends_with("ing")
            && !matches!(word, "bring" | "spring" | "string" | "swing" | "cling") =>
        {
            Form::Ing
        }
        _ => Form::Base,
    }
}

/// True when the word's shape alone says past form, whatever its tag.
pub(super) fn looks_past(word: &str) -> bool {
    irregular(word).is_some_and(|(_, form)| form.can_be_past()) || is_ed_form(word)
}

/// True when the word's shape alone says participle.
pub(super) fn looks_participle(word: &str) -> bool {
    irregular(word).is_some_and(|(_, form)| form.can_be_participle()) || is_ed_form(word)
}

/// True when `word` is some form of a verb in the sorted `list` of base forms.
fn is_form_of(word: &str, list: &[&str]) -> bool {
    let has = |base: &str| list.binary_search(&base).is_ok();
    if has(word) {
        return true;
    }
    if let Some((base, _)) = irregular(word) {
        return has(base);
    }
    let doubled = |stem: &str| {
        let mut letters = stem.chars();
        let last = letters.next_back();
        let shorter = letters.as_str();
        last.is_some() && shorter.ends_with(last.unwrap_or(' ')) && has(shorter)
    };
    if let Some(stem) = word.strip_suffix("ied").or_else(|| word.strip_suffix("ies")) {
        return has(&format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("ed") {
        return has(stem) || has(&word[..word.len() - 1]) || doubled(stem);
    }
    if let Some(stem) = word.strip_suffix("ing") {
        return has(stem) || doubled(stem) || has(&format!("{stem}e"));
    }
    if let Some(stem) = word.strip_suffix('s') {
        return has(stem) || stem.strip_suffix('e').is_some_and(has);
    }
    false
}

/// States, thoughts and wishes: nothing is done.
const STATE: &[&str] = &[
    "admire",
    "amount",
    "appear",
    "appreciate",
    "assume",
    "await",
    "be",
    "become",
    "believe",
    "belong",
    "border",
    "care",
    "comprise",
    "concern",
    "consider",
    "consist",
    "contain",
    "cost",
    "crave",
    "depend",
    "deserve",
    "desire",
    "disbelieve",
    "dislike",
    "doubt",
    "dread",
    "dream",
    "earn",
    "enjoy",
    "envy",
    "equal",
    "exist",
    "expect",
    "experience",
    "face",
    "fear",
    "feel",
    "figure",
    "forget",
    "guess",
    "happen",
    "hate",
    "have",
    "hope",
    "imagine",
    "include",
    "intend",
    "involve",
    "know",
    "lack",
    "last",
    "like",
    "live",
    "loathe",
    "long",
    "love",
    "matter",
    "mean",
    "measure",
    "merit",
    "mind",
    "miss",
    "misunderstand",
    "need",
    "number",
    "occur",
    "oversleep",
    "owe",
    "own",
    "prefer",
    "realise",
    "realize",
    "reckon",
    "regret",
    "remain",
    "remember",
    "represent",
    "resemble",
    "resent",
    "reside",
    "respect",
    "seem",
    "sense",
    "span",
    "suffer",
    "suit",
    "suppose",
    "suspect",
    "tend",
    "think",
    "total",
    "trust",
    "undergo",
    "understand",
    "value",
    "want",
    "weigh",
    "wish",
    "wonder",
    "worry",
];

/// Participles that tell a condition.
const ADJECTIVAL: &[&str] = &[
    "advanced",
    "afraid",
    "aged",
    "alarmed",
    "aligned",
    "allowed",
    "amazed",
    "amused",
    "angered",
    "annoyed",
    "anticipated",
    "anxious",
    "ashamed",
    "astonished",
    "attached",
    "aware",
    "baffled",
    "based",
    "bored",
    "born",
    "bothered",
    "burnt",
    "busy",
    "certain",
    "complicated",
    "concerned",
    "confused",
    "convinced",
    "cornered",
    "crowded",
    "crushed",
    "dated",
    "dead",
    "dedicated",
    "delighted",
    "depressed",
    "destined",
    "determined",
    "devastated",
    "disappointed",
    "disgusted",
    "distracted",
    "distraught",
    "distressed",
    "divided",
    "done",
    "due",
    "embarrassed",
    "engaged",
    "excited",
    "exhausted",
    "experienced",
    "fed",
    "finished",
    "flattered",
    "floored",
    "frightened",
    "frustrated",
    "furious",
    "gone",
    "grown",
    "gutted",
    "heartbroken",
    "honoured",
    "horrified",
    "humbled",
    "hurt",
    "impressed",
    "inclined",
    "interested",
    "intrigued",
    "involved",
    "isolated",
    "known",
    "limited",
    "linked",
    "located",
    "married",
    "meant",
    "named",
    "obliged",
    "outdated",
    "outnumbered",
    "overjoyed",
    "overloaded",
    "overwhelmed",
    "packed",
    "panicked",
    "pleased",
    "positioned",
    "proud",
    "puzzled",
    "qualified",
    "related",
    "relaxed",
    "relieved",
    "required",
    "retired",
    "rushed",
    "sad",
    "saddened",
    "satisfied",
    "scared",
    "shattered",
    "shocked",
    "skilled",
    "split",
    "spoilt",
    "spread",
    "staggered",
    "stranded",
    "stressed",
    "stretched",
    "stuck",
    "stunned",
    "suited",
    "supposed",
    "sure",
    "surprised",
    "surrounded",
    "tempted",
    "terrified",
    "thrilled",
    "tied",
    "tired",
    "torn",
    "touched",
    "troubled",
    "unconvinced",
    "understaffed",
    "unexpected",
    "unfinished",
    "uninterested",
    "united",
    "unprepared",
    "untouched",
    "unused",
    "upset",
    "used",
    "wedded",
    "worn",
    "worried",
    "wounded",
    "wrecked",
    "written-off",
];

/// Verbs whose clause is what was said.
const REPORT: &[&str] = &[
    "acknowledge",
    "add",
    "admit",
    "advise",
    "agree",
    "announce",
    "answer",
    "argue",
    "ask",
    "assert",
    "assure",
    "beg",
    "boast",
    "brief",
    "check",
    "claim",
    "clarify",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confirm",
    "contend",
    "convince",
    "decide",
    "declare",
    "demand",
    "deny",
    "email",
    "emphasise",
    "emphasize",
    "ensure",
    "estimate",
    "explain",
    "forecast",
    "guarantee",
    "hint",
    "imply",
    "inform",
    "insist",
    "instruct",
    "joke",
    "maintain",
    "mention",
    "note",
    "notify",
    "object",
    "order",
    "persuade",
    "plead",
    "pledge",
    "point",
    "predict",
    "promise",
    "propose",
    "protest",
    "recommend",
    "remind",
    "repeat",
    "reply",
    "report",
    "request",
    "respond",
    "say",
    "shout",
    "state",
    "stress",
    "suggest",
    "swear",
    "tell",
    "text",
    "threaten",
    "urge",
    "vow",
    "warn",
    "whisper",
    "write",
    "yell",
];

/// Verbs whose clause is what was thought.
const THOUGHT: &[&str] = &[
    "assume",
    "believe",
    "bet",
    "consider",
    "doubt",
    "dream",
    "expect",
    "fear",
    "feel",
    "figure",
    "forget",
    "guess",
    "hear",
    "hope",
    "imagine",
    "know",
    "prefer",
    "pretend",
    "reckon",
    "see",
    "suppose",
    "suspect",
    "think",
    "trust",
    "understand",
    "want",
    "wish",
    "wonder",
    "worry",
];

/// What only people and organisations do.
const HUMAN: &[&str] = &[
    "accept",
    "admit",
    "agree",
    "announce",
    "apologise",
    "apologize",
    "approve",
    "argue",
    "ask",
    "audit",
    "bid",
    "blame",
    "borrow",
    "bring",
    "bully",
    "buy",
    "call",
    "cancel",
    "choose",
    "claim",
    "coach",
    "complain",
    "confess",
    "convince",
    "cry",
    "decide",
    "decline",
    "demand",
    "deny",
    "design",
    "disagree",
    "draft",
    "email",
    "escalate",
    "explain",
    "fight",
    "fine",
    "fire",
    "freeze",
    "give",
    "hand",
    "hire",
    "insist",
    "install",
    "interview",
    "invite",
    "joke",
    "laugh",
    "launch",
    "mentor",
    "mumble",
    "mutter",
    "negotiate",
    "nod",
    "object",
    "offer",
    "order",
    "overrule",
    "pay",
    "persuade",
    "phone",
    "pick",
    "pitch",
    "poach",
    "praise",
    "present",
    "promise",
    "propose",
    "protest",
    "quit",
    "rebuild",
    "redesign",
    "refuse",
    "reject",
    "reply",
    "resign",
    "review",
    "ring",
    "say",
    "sell",
    "send",
    "ship",
    "shout",
    "shrug",
    "sigh",
    "sign",
    "smile",
    "steal",
    "sue",
    "suggest",
    "take",
    "teach",
    "tell",
    "text",
    "thank",
    "threaten",
    "train",
    "veto",
    "visit",
    "volunteer",
    "vote",
    "want",
    "warn",
    "whisper",
    "write",
    "yell",
];

/// What things do as well: beside a name that may be a program, no proof of a person.
const HAPPEN: &[&str] = &[
    "arrive", "boot", "break", "burn", "burst", "climb", "close", "collapse", "come", "corrupt", "cost", "crash",
    "decrease", "double", "drift", "drop", "expire", "fail", "fall", "freeze", "go", "grow", "halve", "handle", "hang",
    "happen", "hit", "hold", "improve", "increase", "indicate", "jump", "lag", "land", "last", "leak", "lie", "mean",
    "melt", "move", "occur", "open", "overflow", "pass", "reach", "read", "reboot", "restart", "return", "reveal",
    "rise", "run", "say", "send", "serve", "show", "shrink", "sit", "slow", "spike", "spread", "stall", "stand",
    "start", "stay", "stop", "suggest", "take", "tell", "time", "triple", "turn", "vanish", "work",
];

/// What the teller of a story falls into the present for.
const NARRATIVE: &[&str] = &[
    "answer", "ask", "call", "come", "drop", "email", "explain", "get", "give", "go", "grab", "hand", "knock", "laugh",
    "leave", "look", "open", "phone", "pick", "pull", "put", "reply", "ring", "say", "send", "shout", "show", "sit",
    "stand", "take", "tell", "text", "turn", "walk",
];

/// Verbs that take an object and a bare verb: "let him try".
const BARE: &[&str] = &[
    "feel", "find", "get", "have", "hear", "help", "keep", "leave", "let", "make", "notice", "see", "watch",
];

pub(super) fn is_state(word: &str) -> bool {
    is_form_of(word, STATE)
}

pub(super) fn is_report(word: &str) -> bool {
    is_form_of(word, REPORT)
}

pub(super) fn is_thought(word: &str) -> bool {
    is_form_of(word, THOUGHT)
}

pub(super) fn is_human(word: &str) -> bool {
    is_form_of(word, HUMAN)
}

pub(super) fn is_happening(word: &str) -> bool {
    is_form_of(word, HAPPEN)
}

pub(super) fn is_narrative(word: &str) -> bool {
    is_form_of(word, NARRATIVE)
}

pub(super) fn takes_bare_verb(word: &str) -> bool {
    is_form_of(word, BARE)
}

/// Participles that tell what somebody is like, not what was done to him.
pub(super) fn is_adjectival(word: &str) -> bool {
    ADJECTIVAL.binary_search(&word).is_ok() || is_state(word)
}
