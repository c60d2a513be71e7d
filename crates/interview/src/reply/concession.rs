//! Replies that give way well: those that take the point, and those that say "I don't know" and think on.

use glidepath_domain::Span;
use glidepath_text::Tag;

use crate::heard::{Heard, stem};

/// Words that say a point holds.
const AGREEING: &[&str] = &["fair", "right", "true", "correct", "valid"];

/// What one does who leaves something out, as stems: "I missed that".
const OMITTING: &[&str] = &[
    "miss",
    "forgot",
    "forget",
    "overlook",
    "underestimat",
    "neglect",
    "misjudg",
    "misread",
    "fail",
];

/// Verbs of knowing, as stems: denied, they say "I don't know".
const KNOWING: &[&str] = &[
    "know", "knew", "remember", "recall", "tell", "say", "rul", "count", "measur", "hav", "separat",
];

/// Adjectives of knowing: "I am not sure".
const SURE: &[&str] = &["sure", "certain", "positive"];

/// Words that carry a conclusion.
const INFERRING: &[&str] = &[
    "because",
    "so",
    "if",
    "would",
    "'d",
    "must",
    "probably",
    "likely",
    "likeliest",
    "about",
    "around",
    "roughly",
    "near",
    "perhaps",
    "might",
    "guess",
    "suggests",
    "means",
    "estimate",
    "somewhere",
];

/// Fewest words after "I don't know" that are reasoning. Set by hand on the tuned replies.
const THINKS_ON: usize = 8;

/// Where a reply takes the point. Under a challenge, "I could have" takes it too.
pub(super) fn took_the_point(said: &Heard<'_>, pressed: bool) -> Option<Span> {
    (0..said.read.sentences.len()).find_map(|sentence| {
        let span = said.read.sentences[sentence].span;
        let early = sentence < 2;
        let takes = (early && agrees(said, sentence, pressed))
            || should_have(said, sentence, pressed)
            || omitted(said, sentence);
        takes.then_some(span)
    })
}

/// "That's fair", "you're right", "fair point", "he was right", and to a challenge plain "yes".
fn agrees(said: &Heard<'_>, sentence: usize, pressed: bool) -> bool {
    let tokens = said.read.sentences[sentence].tokens.clone();
    let open = said.opens(sentence);
    if tokens.clone().any(|i| said.word(i) == "but") && sentence == 0 && tokens.len() > 12 {
        return false;
    }
    let yes = pressed
        && tokens
            .clone()
            .take(8)
            .any(|i| matches!(said.word(i), "yes" | "granted" | "agreed"));
    let point =
        matches!(said.word(open), "good" | "fair") && matches!(said.word(open + 1), "point" | "enough" | "question");
    let has_point = tokens
        .clone()
        .any(|i| said.word(i) == "you" && said.word(i + 1) == "have" && said.word(i + 3) == "point");
    let adjective = tokens.clone().take(10).any(|i| {
        let complement = (1..=3).any(|back| {
            i.checked_sub(back).is_some_and(|j| {
                j >= tokens.start && matches!(said.word(j), "is" | "'s" | "are" | "'re" | "was" | "were")
            })
        });
        let subject = (1..=5).any(|back| {
            i.checked_sub(back).is_some_and(|j| {
                j >= tokens.start && matches!(said.word(j), "that" | "you" | "it" | "he" | "she" | "they")
            })
        });
        let negated = (1..=5).any(|back| {
            i.checked_sub(back)
                .is_some_and(|j| j >= tokens.start && said.negates(j))
        });
        // "It was the right call" praises oneself; "that's a fair question" does not.
        let praises = (said.read.tokens.get(i + 1)).is_some_and(|token| token.tag == Tag::Noun)
            && !matches!(said.word(i + 1), "point" | "question" | "objection");
        AGREEING.contains(&said.word(i)) && complement && subject && !negated && !praises
    });
    yes || point || has_point || adjective
}

/// "I should have", "I ought to have"; under a challenge "I could have".
fn should_have(said: &Heard<'_>, sentence: usize, pressed: bool) -> bool {
    let tokens = said.read.sentences[sentence].tokens.clone();
    tokens.clone().any(|i| {
        let modal = matches!(said.word(i), "should" | "ought") || pressed && said.word(i) == "could";
        let mine = i > tokens.start && (said.word(i - 1) == "i" || i > tokens.start + 1 && said.word(i - 2) == "i");
        let have = (1..=3).any(|ahead| matches!(said.word(i + ahead), "have" | "'ve")) || said.word(i + 1) == ".";
        modal && mine && have && !said.negates(i + 1)
    })
}

/// "I missed that", "I had not thought of it".
fn omitted(said: &Heard<'_>, sentence: usize) -> bool {
    let tokens = said.read.sentences[sentence].tokens.clone();
    tokens.clone().any(|i| {
        let verb = stem(said.word(i));
        let near = |word: &str, far: usize| {
            (1..=far).any(|back| {
                i.checked_sub(back)
                    .is_some_and(|j| j >= tokens.start && said.word(j) == word)
            })
        };
        let denied = (1..=2).any(|back| {
            i.checked_sub(back)
                .is_some_and(|j| j >= tokens.start && said.negates(j))
        });
        let verbal = matches!(
            said.read.tokens[i].tag,
            Tag::VerbPast | Tag::VerbParticiple | Tag::VerbBase
        );
        let joined = near("and", 1) && tokens.clone().any(|j| j < i && said.word(j) == "i");
        let missed = OMITTING.contains(&verb.as_str()) && verbal && (near("i", 3) || joined) && !denied;
        let unthought =
            matches!(verb.as_str(), "thought" | "think") && said.word(i + 1) == "of" && denied && near("i", 4);
        missed || unthought
    })
}

/// Where a reply says that it does not know, when it then thinks on.
pub(super) fn reasoned(said: &Heard<'_>) -> Option<Span> {
    let read = &said.read;
    let (at, span) = (0..read.tokens.len()).find_map(|i| unknowing(said, i).map(|span| (i, span)))?;
    let words = read.words_in(at..read.tokens.len());
    let marks = (at..read.tokens.len())
        .filter(|i| INFERRING.contains(&said.word(*i)))
        .count();
    (words >= THINKS_ON && marks > 0).then_some(span)
}

/// "I don't know", "I'm not sure", "I have no idea", "I never counted it", "I couldn't tell you".
fn unknowing(said: &Heard<'_>, index: usize) -> Option<Span> {
    let sentence = said.read.sentences.get(said.read.sentence_of(index))?;
    if said.word(index) != "i" {
        return None;
    }
    let window = index + 1..(index + 7).min(sentence.tokens.end);
    let negation = window.clone().find(|i| said.negates(*i))?;
    let after = negation + 1..(negation + 4).min(sentence.tokens.end);
    let knows = after.clone().any(|i| {
        let word = stem(said.word(i));
        let ignorant = match word.as_str() {
            // "I did not have the figure" is not knowing; "I did not have a car" is a fact.
            "hav" => (1..=3).any(|ahead| matches!(said.word(i + ahead), "figure" | "number" | "idea" | "data" | "sum")),
            // "I had not told her" tells; "I can't tell" does not.
            "tell" | "say" | "rul" => {
                (index..negation + 1).any(|j| matches!(said.word(j), "can" | "ca" | "could" | "cannot" | "would"))
            }
            _ => true,
        };
        KNOWING.contains(&word.as_str()) && ignorant || SURE.contains(&said.word(i)) || said.word(i) == "idea"
    });
    knows.then(|| {
        Span::new(
            said.read.tokens[index].span.start,
            said.read.tokens[after.end - 1].span.end,
        )
    })
}
