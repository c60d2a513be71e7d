//! What kind of thing a question wants, and whether a text holds one.

use glidepath_content::Want;
use glidepath_domain::FigureRole;
use glidepath_text::{Act, Actor, Tag};

use crate::heard::{Heard, stem};

/// Verbs of saying and thinking, as stems.
const SAYING: &[&str] = &[
    "said", "say", "told", "tell", "ask", "want", "thought", "think", "wrote", "argu", "object", "answer", "repli",
    "call", "feel", "felt", "agre", "refus", "insist", "worri", "complain", "prefer", "believ", "fear", "warn",
    "suggest", "admit", "mean", "meant", "put", "gave",
];

/// Words that tell of loss.
const LOSING: &[&str] = &[
    "lost", "los", "cost", "late", "wrong", "fail", "brok", "miss", "wors", "gav", "drop", "forgot", "mistak", "delay",
    "paid", "slow", "angry", "hurt", "regret", "wast", "ignor", "overlook", "slip", "worst", "bad", "fell", "hard",
    "problem", "complain",
];

/// Whether an act is one of saying or thinking.
pub(crate) fn says(heard: &Heard<'_>, act: &Act) -> bool {
    SAYING.contains(&stem(heard.word(act.verb)).as_str())
}

/// Whether a text holds something of the kind wanted.
pub(crate) fn holds(heard: &Heard<'_>, want: Want) -> bool {
    let read = &heard.read;
    let tokens = 0..read.tokens.len();
    match want {
        Want::Figure => {
            !read.figures.is_empty()
                || tokens
                    .clone()
                    .any(|i| read.tokens[i].tag == Tag::Cardinal && heard.word(i) != "one")
        }
        Want::Baseline => {
            let paired = read
                .figures
                .iter()
                .any(|f| f.pair.is_some() || f.role == FigureRole::Baseline);
            paired
                || (!read.figures.is_empty()
                    && tokens
                        .clone()
                        .any(|i| matches!(heard.word(i), "before" | "against" | "than" | "previously" | "used")))
        }
        Want::Person => !heard.names().is_empty() || heard.others().next().is_some() || persons(heard),
        Want::Words => {
            read.acts
                .iter()
                .any(|act| act.actor == Actor::Other && says(heard, act))
                || tokens.clone().any(|i| {
                    i > 0
                        && SAYING.contains(&stem(heard.word(i)).as_str())
                        && matches!(heard.word(i - 1), "he" | "she" | "they")
                })
        }
        Want::Reason => tokens.clone().any(|i| {
            matches!(
                heard.word(i),
                "because"
                    | "since"
                    | "so"
                    | "if"
                    | "why"
                    | "therefore"
                    | "otherwise"
                    | "unless"
                    | "without"
                    | "saw"
                    | "showed"
                    | "compared"
                    | "counted"
                    | "checked"
                    | "log"
                    | "logs"
            )
        }),
        Want::Alternative => tokens.clone().any(|i| {
            matches!(
                heard.word(i),
                "instead"
                    | "rather"
                    | "alternative"
                    | "option"
                    | "options"
                    | "or"
                    | "either"
                    | "otherwise"
                    | "another"
                    | "other"
                    | "could"
                    | "would"
            )
        }),
        Want::Occasion => {
            !heard.occasions().is_empty()
                || tokens
                    .clone()
                    .any(|i| matches!(heard.word(i), "once" | "twice" | "ago" | "yesterday"))
        }
        Want::Deed => heard.deeds().next().is_some(),
        Want::Cost => tokens
            .clone()
            .any(|i| heard.negates(i) || LOSING.contains(&stem(heard.word(i)).as_str())),
        Want::Otherwise => tokens.clone().any(|i| {
            matches!(
                heard.word(i),
                "would" | "'d" | "might" | "could" | "should" | "ought" | "will" | "'ll"
            )
        }),
    }
}

/// "me", "my manager", "the auditor": people without a name that act nowhere.
fn persons(heard: &Heard<'_>) -> bool {
    let tokens = &heard.read.tokens;
    (1..tokens.len()).any(|i| {
        tokens[i].tag == Tag::Noun && matches!(heard.word(i - 1), "my" | "our" | "her" | "his") && {
            let word = heard.word(i);
            ["er", "or", "ist", "ant", "ead", "oss"]
                .iter()
                .any(|end| word.ends_with(end))
        }
    }) || (0..tokens.len()).any(|i| heard.word(i) == "i" && matches!(heard.word(i + 1), "did" | "," | "." | ""))
}

/// A question without the words that it quotes.
pub(crate) fn unquoted(asked: &str) -> String {
    asked.split('"').step_by(2).collect::<Vec<_>>().join(" ")
}

/// Whether a question asks which or what a thing was, and not what the teller did: it is met by naming it, in whatever words.
pub(crate) fn identifies(asked: &str) -> bool {
    let bare = unquoted(asked).to_lowercase();
    let words = || {
        bare.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    words().any(|word| matches!(word, "which" | "exactly")) && !words().any(|word| word == "you")
}

/// What kind of thing a question wants, from how its last sentence asks. What is quoted in it does not ask.
pub(crate) fn wanted(asked: &str) -> Want {
    let bare = unquoted(asked).to_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| bare.contains(phrase));
    if has(&[
        "how much",
        "how many",
        "how long",
        "how big",
        "how large",
        "what number",
        "which number",
        "one figure",
        "best estimate",
        "faster?",
    ]) {
        Want::Figure
    } else if has(&["before you", "compared with", "baseline"]) {
        Want::Baseline
    } else if has(&[
        "say to",
        "did they say",
        "write back",
        "what did he",
        "what did she",
        "tell it",
        "tell me about it",
        "in their words",
    ]) {
        Want::Words
    } else if has(&[
        "if ",
        "had they",
        "had he",
        "had she",
        "had it",
        "had the",
        "had you",
        "would you do",
        "differently",
        "twice as",
        "ten times",
    ]) {
        Want::Otherwise
    } else if has(&["who ", "whom", "whose", "name one person"]) {
        Want::Person
    } else if has(&["when ", "occasion", "which day", "name one"]) {
        Want::Occasion
    } else if has(&[
        "what else",
        "other ",
        "instead",
        "besides",
        "rather than",
        "cheaper",
        "alternative",
    ]) {
        Want::Alternative
    } else if has(&[
        "wrong",
        "fail",
        "give up",
        "worse",
        "mistake",
        "lose",
        "overlook",
        "cost",
        "not go well",
        "break",
    ]) {
        Want::Cost
    } else if has(&[
        "why",
        "how do you know",
        "how did you know",
        "how could you tell",
        "come from",
        "how ",
    ]) {
        Want::Reason
    } else {
        Want::Deed
    }
}

#[cfg(test)]
mod tests {
    use glidepath_content::Want;

    use super::{holds, wanted};
    use crate::heard::{Heard, attempt};

    #[test]
    fn a_question_is_read_for_what_it_wants_and_not_for_what_it_quotes() {
        for (asked, want) in [
            ("You said \"when it broke\". How many were there?", Want::Figure),
            ("Who was against it?", Want::Person),
            ("When did it last happen?", Want::Occasion),
            ("How do you know that?", Want::Reason),
            ("What else could you have done?", Want::Alternative),
            ("And if it had gone wrong?", Want::Otherwise),
            ("What did you do first?", Want::Deed),
        ] {
            assert_eq!(wanted(asked), want, "{asked}");
        }
    }

    #[test]
    fn a_text_holds_what_is_in_it() {
        for (text, want, there) in [
            ("It was nine days before and two after.", Want::Baseline, true),
            ("It took nine days.", Want::Baseline, false),
            ("Bogdan said it would lose deletions.", Want::Words, true),
            ("I wrote a checker.", Want::Words, false),
            ("I wrote a checker.", Want::Deed, true),
            ("On 3 February it broke.", Want::Occasion, true),
            ("It is always like that.", Want::Occasion, false),
        ] {
            let attempt = attempt(text);
            assert_eq!(holds(&Heard::of(&attempt), want), there, "{text} {want:?}");
        }
    }
}
