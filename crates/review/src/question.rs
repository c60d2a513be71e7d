//! What a question asks for: its form, its subject, and whether an answer can be off it.

use glidepath_domain::Form;
use glidepath_text::Tokens;

/// A question, read for what the rules have to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Event, habit or opinion.
    pub form: Form,
    /// It asks about a disagreement, a conflict, an unpopular stand.
    pub about_conflict: bool,
    /// It asks about a failure, a mistake, a wrong call.
    pub about_failure: bool,
    /// It asks for something done unasked or beyond the job.
    pub about_initiative: bool,
    /// It asks about a trade-off, a risk, a hard decision.
    pub about_decision: bool,
    /// Its words that carry meaning, lower case, without inflection as far as a cut ending goes.
    pub stems: Vec<String>,
}

impl Question {
    /// Reads a question; `None` when it is blank.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let tokens = Tokens::cut(text);
        let words: Vec<&str> = (0..tokens.len()).map(|i| tokens.lower(i)).collect();
        if words.iter().all(|w| !w.chars().any(char::is_alphanumeric)) {
            return None;
        }
        let joined = format!(" {} ", words.join(" "));
        let any = |list: &[&str]| list.iter().any(|w| joined.contains(w));
        let event = any(&[
            " a time",
            " an occasion",
            " an example",
            " an instance",
            " a situation",
            " a moment",
            " a project",
            " a decision you",
            " a case ",
            " a specific time",
            " a specific example",
            " a specific situation",
            " a particular time",
            " a recent ",
            " when you ",
            " when did you",
            " last time",
            " have you ever",
            " the most ",
            " the hardest",
            " the biggest",
            " ever ",
            " did you ",
            " have you had",
            " were you",
            " something you",
            " you had to ",
        ]);
        let habit = any(&[
            " how do you ",
            " how would you ",
            " what do you do when",
            " what would you",
            " do you usually",
            " how are you ",
            " what is your approach",
            " what 's your approach",
        ]);
        let opinion = any(&[
            " what do you think",
            " what does ",
            " in your opinion",
            " what is your view",
            " what makes ",
            " why do you ",
            " what matters",
        ]);
        let form = if event || !(habit || opinion) {
            Form::Event
        } else if habit {
            Form::Habit
        } else {
            Form::Opinion
        };
        Some(Self {
            form,
            about_conflict: any(&[
                " conflict",
                " disagree",
                " did n't agree",
                " did not agree",
                " push back",
                " pushed back",
                " opposed",
                " oppose",
                " argument",
                " difficult colleague",
                " difficult coworker",
                " difficult stakeholder",
                " clash",
                " unpopular",
                " challenged",
                " challenge a decision",
                " challenge your",
                " stood up to",
                " stand up to",
                " at odds",
                " differed",
                " differently ",
                " difference of",
                " differences with",
                " dissent",
                " objected",
                " objection",
                " objecting",
                " said no to",
                " say no to",
                " friction",
                " talked out of",
                " eye to eye",
                " argued",
                " arguing",
                " could not agree",
                " could n't agree",
                " not agree",
                " went against you",
                " wrong and you",
                " were outvoted",
                " overruled",
                " tension",
                " against the ",
                " confront",
                " fell out",
                " quarrel",
            ]),
            about_failure: any(&[
                " fail",
                " mistake",
                " wrong",
                " regret",
                " did n't work",
                " did not work",
                " missed",
                " error",
                " broke ",
                " let someone down",
                " let somebody down",
                " fell short",
                " not go",
                " did n't go",
                " bad news",
                " misjudged",
                " goes wrong",
            ]),
            about_initiative: any(&[
                " initiative",
                " beyond your",
                " outside your",
                " outside of your",
                " nobody asked",
                " no one asked",
                " own ",
                " ownership",
                " was n't your",
                " was not your",
                " not your job",
                " above and beyond",
                " unasked",
                " without being",
                " stepped in",
                " step in",
                " took on",
                " nobody 's job",
                " picked up",
                " no one else",
                " nobody else",
            ]),
            about_decision: any(&[
                " trade",
                " decision",
                " decide",
                " risk",
                " choose",
                " chose",
                " judgement",
                " judgment",
                " quickly",
                " without all",
                " incomplete",
                " little data",
                " hard call",
                " tough call",
                " gave up",
                " give up",
                " sacrific",
                " prioriti",
            ]),
            stems: words
                .iter()
                .filter(|w| w.len() > 3 && !is_common(w))
                .map(|w| stem(w).to_owned())
                .collect(),
        })
    }
}

/// A word without its commonest endings, so that "simplified" meets "simplify".
pub(crate) fn stem(word: &str) -> &str {
    for ending in [
        "ications", "ication", "ingly", "edly", "ions", "ion", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "y",
        "e",
    ] {
        if let Some(rest) = word.strip_suffix(ending) {
            if rest.len() >= 4 {
                return rest;
            }
        }
    }
    word
}

fn is_common(word: &str) -> bool {
    matches!(
        word,
        "tell"
            | "about"
            | "time"
            | "when"
            | "your"
            | "with"
            | "that"
            | "what"
            | "give"
            | "example"
            | "describe"
            | "situation"
            | "where"
            | "were"
            | "have"
            | "which"
            | "this"
            | "from"
            | "walk"
            | "through"
            | "there"
            | "would"
            | "could"
            | "they"
            | "them"
            | "then"
            | "some"
            | "something"
            | "someone"
            | "else"
            | "most"
            | "more"
            | "than"
            | "into"
            | "even"
            | "though"
            | "share"
            | "occasion"
            | "instance"
            | "ever"
            | "been"
            | "done"
            | "does"
            | "after"
            | "before"
            | "because"
            | "really"
            | "made"
            | "make"
            | "took"
            | "take"
            | "people"
            | "work"
            | "working"
            | "happened"
            | "outcome"
            | "turned"
            | "felt"
            | "knew"
            | "know"
            | "think"
            | "thought"
    )
}

#[cfg(test)]
mod tests {
    use super::Question;
    use glidepath_domain::Form;

    #[test]
    fn forms_and_subjects() {
        let read = |text: &str| Question::read(text).unwrap();
        let q = read("Tell me about a time you disagreed with your manager.");
        assert!(q.form == Form::Event && q.about_conflict && !q.about_failure);
        // The same letters, other words.
        for calm in [
            "Tell me about a time you set an objective for your team.",
            "Tell me about a time you tried a different approach.",
        ] {
            assert!(!read(calm).about_conflict, "{calm}");
        }
        for heated in [
            "When did you and a peer see it differently?",
            "Tell me about an objection you raised.",
        ] {
            assert!(read(heated).about_conflict, "{heated}");
        }
        assert_eq!(read("How do you approach a new codebase?").form, Form::Habit);
        assert_eq!(read("What do you think makes a good team?").form, Form::Opinion);
        assert!(read("Describe a mistake you made and what it cost.").about_failure);
        assert!(read("When did you fix something that was not your job?").about_initiative);
        assert!(Question::read("  ?! ").is_none());
    }
}
