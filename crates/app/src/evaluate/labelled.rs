//! A labelled answer: one line of the corpus, and what can be wrong with it.

use glidepath_domain::{Attempt, Date, Principle, Span};
use glidepath_review::rules;
use serde::Deserialize;

/// The day corpus answers are reviewed for: what "ten years ago" means in them.
pub const AS_OF: Date = Date {
    year: 2026,
    month: 6,
    day: 1,
};

/// One answer with its labels.
#[derive(Debug, Clone, Deserialize)]
pub struct Labelled {
    /// Unique in the corpus; begins with the writer's name and a dash.
    pub id: String,
    /// The question asked.
    pub question: Option<String>,
    /// Slugs of the principles probed.
    #[serde(default)]
    pub principles: Vec<String>,
    /// `L4` to `L8`.
    pub level: Option<String>,
    /// The answer.
    pub text: String,
    /// `below`, `meets` or `raises`.
    pub overall: String,
    /// What an annotator held against it.
    #[serde(default)]
    pub flaws: Vec<Mark>,
    /// What an annotator wrote down in favour.
    #[serde(default)]
    pub strengths: Vec<Mark>,
    /// Figures that count.
    #[serde(default)]
    pub figures: Vec<Number>,
    /// Head verbs of what was done.
    pub acts: Option<Acts>,
    /// Sentences with their beat and height, on some answers.
    #[serde(default)]
    pub sentences: Vec<Sentence>,
    /// The other telling of the same event.
    pub twin: Option<String>,
    /// `weak` or `strong`, where there is a twin.
    pub side: Option<String>,
}

/// A label, with the words it rests on where it has any.
#[derive(Debug, Clone, Deserialize)]
pub struct Mark {
    /// The rule's code.
    pub rule: String,
    /// Words of the text.
    pub quote: Option<String>,
}

/// A labelled figure.
#[derive(Debug, Clone, Deserialize)]
pub struct Number {
    /// Words of the text.
    pub quote: String,
    /// Its value in the unit.
    pub value: Option<f64>,
    /// As in the contract.
    pub unit: Option<String>,
    /// `baseline`, `result` or `scale`.
    pub role: String,
}

/// What "I" and "we" did.
#[derive(Debug, Clone, Deserialize)]
pub struct Acts {
    /// Head verbs.
    #[serde(default)]
    pub i: Vec<String>,
    /// Head verbs.
    #[serde(default)]
    pub we: Vec<String>,
}

/// What a sentence does, and from how high it is told.
#[derive(Debug, Clone, Deserialize)]
pub struct Sentence {
    /// Bytes of the text, half-open.
    pub span: [usize; 2],
    /// A beat.
    pub beat: String,
    /// 50000, 25000, 15000, 5000 or 0.
    pub feet: u32,
}

impl Sentence {
    /// How many bytes of it lie in `span`.
    #[must_use]
    pub fn overlap(&self, span: Span) -> usize {
        span.end.min(self.span[1]).saturating_sub(span.start.max(self.span[0]))
    }
}

impl Labelled {
    /// Reads one line.
    ///
    /// # Errors
    /// Says in words what is wrong with it: no JSON, a code or mark that does not exist, a quote that is not in the text.
    pub fn read(line: &str) -> Result<Self, String> {
        let labelled: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let mut wrong = Vec::new();
        if labelled.text.trim().is_empty() {
            wrong.push("it has no text".to_owned());
        }
        if !["below", "meets", "raises"].contains(&labelled.overall.as_str()) {
            wrong.push(format!(
                "overall is \"{}\", not below, meets or raises",
                labelled.overall
            ));
        }
        for slug in &labelled.principles {
            if let Err(unknown) = slug.parse::<Principle>() {
                wrong.push(unknown.to_string());
            }
        }
        for (marks, strength) in [(&labelled.flaws, false), (&labelled.strengths, true)] {
            for mark in marks {
                if rules::find(&mark.rule).is_none_or(|rule| rule.is_strength() != strength) {
                    let kind = if strength { "strength" } else { "flaw" };
                    wrong.push(format!("there is no {kind} \"{}\"", mark.rule));
                }
                if mark.quote.as_ref().is_some_and(|quote| !labelled.text.contains(quote)) {
                    wrong.push(format!("the quote of {} is not in the text", mark.rule));
                }
            }
        }
        for figure in &labelled.figures {
            if !labelled.text.contains(&figure.quote) {
                wrong.push(format!("the figure \"{}\" is not in the text", figure.quote));
            }
        }
        if wrong.is_empty() {
            Ok(labelled)
        } else {
            Err(wrong.join("; "))
        }
    }

    /// Who wrote it.
    #[must_use]
    pub fn writer(&self) -> &str {
        self.id.split('-').next().unwrap_or("")
    }

    /// The answer as an attempt. What it says of level and principles that cannot be read is left out.
    #[must_use]
    pub fn attempt(&self) -> Attempt {
        let mut attempt = Attempt::of(self.text.clone(), AS_OF);
        attempt.question.clone_from(&self.question);
        attempt.level = self.level.as_deref().and_then(|l| l.parse().ok());
        attempt.principles = self.principles.iter().filter_map(|p| p.parse().ok()).collect();
        attempt
    }
}

#[cfg(test)]
mod tests {
    use super::Labelled;

    #[test]
    fn says_what_is_wrong_with_a_line() {
        let read = |line: &str| Labelled::read(line).map(|l| l.id);
        assert_eq!(
            read(r#"{"id":"a-1","text":"I left.","overall":"below"}"#),
            Ok("a-1".to_owned())
        );
        let wrong = read(
            r#"{"id":"a-2","text":"I left.","overall":"good","flaws":[{"rule":"learned","quote":"no"}],"figures":[{"quote":"9","value":9,"unit":"x","role":"scale"}]}"#,
        )
        .unwrap_err();
        for part in ["overall", "no flaw \"learned\"", "quote of learned", "figure \"9\""] {
            assert!(wrong.contains(part), "{wrong}");
        }
        assert!(read("{").is_err());
    }
}
