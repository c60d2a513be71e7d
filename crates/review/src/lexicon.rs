//! The little language of the lexicon files, and one pass that matches them all.
//!
//! One pattern a line, in lower case; `#` starts a comment. A pattern is a row of elements between spaces, matched
//! against consecutive tokens of one sentence (so `didn't` is written `did n't`):
//!
//! | element | matches |
//! | --- | --- |
//! | `word` | that word |
//! | `a\|b\|c` | any of them |
//! | `disagree~` | any word that begins so (three letters at least) |
//! | `push/v` | any form of the verb: push, pushes, pushed, pushing |
//! | `client/n` | the noun in singular and plural |
//! | `<noun>` `<verb>` `<past>` `<adj>` `<adv>` `<name>` `<num>` `<poss>` `<pron>` `<det>` | a token of that part of speech |
//! | `*` | any one token |
//! | `**` | up to four tokens, none of them a stop |
//! | `word?` | the element, or nothing |
//!
//! A line may end in `@0.5`, its weight (1 unless said). A line that begins with `- ` is an exception: where it
//! matches, overlapping hits of the same signal are dropped. A pattern begins with a word, a prefix or a class.

use std::collections::HashMap;
use std::sync::LazyLock;

use glidepath_domain::Span;
use glidepath_text::{Tag, TokenKind, Transcript};

use crate::signal::{Hit, Signal};

/// Most tokens that `**` passes over.
const GAP: usize = 4;

/// How far before a hit, in bytes, an exception that overlaps it may begin: more than any pattern spans in earnest.
const LONGEST_EXCEPTION: usize = 256;

/// How many tokens before a hit a negation reaches.
const NEGATION_REACH: usize = 3;

#[derive(Debug, Clone, PartialEq)]
enum Atom {
    Word(String),
    Prefix(String),
    Class(Class),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Class {
    Noun,
    Verb,
    Past,
    Adjective,
    Adverb,
    Name,
    Number,
    Possessive,
    Pronoun,
    Determiner,
}

impl Class {
    const ALL: [(&'static str, Self); 10] = [
        ("<noun>", Self::Noun),
        ("<verb>", Self::Verb),
        ("<past>", Self::Past),
        ("<adj>", Self::Adjective),
        ("<adv>", Self::Adverb),
        ("<name>", Self::Name),
        ("<num>", Self::Number),
        ("<poss>", Self::Possessive),
        ("<pron>", Self::Pronoun),
        ("<det>", Self::Determiner),
    ];

    fn holds(self, tag: Tag) -> bool {
        match self {
            Self::Noun => tag.is_noun(),
            Self::Verb => tag.is_verb(),
            Self::Past => matches!(tag, Tag::VerbPast | Tag::VerbParticiple),
            Self::Adjective => tag == Tag::Adjective,
            Self::Adverb => tag == Tag::Adverb,
            Self::Name => tag == Tag::Name,
            Self::Number => tag == Tag::Cardinal,
            Self::Possessive => matches!(tag, Tag::Possessive | Tag::PossessiveEnd),
            Self::Pronoun => tag == Tag::Pronoun,
            Self::Determiner => tag == Tag::Determiner,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Element {
    One { atoms: Vec<Atom>, optional: bool },
    Any,
    Gap,
}

#[derive(Debug, Clone, PartialEq)]
struct Pattern {
    signal: Signal,
    weight: f64,
    exception: bool,
    elements: Vec<Element>,
}

/// An element with its words as numbers: comparing numbers is what makes one pass over a text quick.
#[derive(Debug)]
enum Step {
    One {
        /// In order.
        words: Box<[u32]>,
        prefixes: Box<[String]>,
        classes: Box<[Class]>,
        optional: bool,
    },
    Any,
    Gap,
}

#[derive(Debug)]
struct Compiled {
    signal: Signal,
    weight: f64,
    exception: bool,
    steps: Box<[Step]>,
}

/// The number of a word that no pattern holds.
const UNKNOWN: u32 = u32::MAX;

#[derive(Debug, Default)]
struct Lexicon {
    patterns: Vec<Compiled>,
    numbers: HashMap<String, u32>,
    /// Patterns that begin with a word, by its number.
    by_word: Vec<Vec<usize>>,
    by_prefix: HashMap<[u8; 3], Vec<usize>>,
    by_class: Vec<(Class, usize)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for &signal in Signal::ALL {
        for line in signal.lexicon().lines() {
            // A line that cannot be read is refused by the tests below; here it is passed over.
            if let Ok(Some(pattern)) = parse(signal, line) {
                lexicon.add(pattern);
            }
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, pattern: Pattern) {
        let index = self.patterns.len();
        let steps: Box<[Step]> = pattern.elements.into_iter().map(|e| self.compile(e)).collect();
        if let Some(Step::One {
            words,
            prefixes,
            classes,
            ..
        }) = steps.first()
        {
            for word in words {
                self.by_word[*word as usize].push(index);
            }
            for prefix in prefixes {
                if let Some(head) = prefix.as_bytes().first_chunk::<3>() {
                    self.by_prefix.entry(*head).or_default().push(index);
                }
            }
            self.by_class.extend(classes.iter().map(|class| (*class, index)));
        }
        self.patterns.push(Compiled {
            signal: pattern.signal,
            weight: pattern.weight,
            exception: pattern.exception,
            steps,
        });
    }

    fn compile(&mut self, element: Element) -> Step {
        let (atoms, optional) = match element {
            Element::Any => return Step::Any,
            Element::Gap => return Step::Gap,
            Element::One { atoms, optional } => (atoms, optional),
        };
        let (mut words, mut prefixes, mut classes) = (Vec::new(), Vec::new(), Vec::new());
        for atom in atoms {
            match atom {
                Atom::Word(word) => words.push(self.number(word)),
                Atom::Prefix(prefix) => prefixes.push(prefix),
                Atom::Class(class) => classes.push(class),
            }
        }
        words.sort_unstable();
        words.dedup();
        Step::One {
            words: words.into(),
            prefixes: prefixes.into(),
            classes: classes.into(),
            optional,
        }
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.by_word.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.by_word.push(Vec::new());
        }
        number
    }
}

/// A transcript with its words as the lexicon numbers them.
struct Numbered<'t> {
    transcript: &'t Transcript<'t>,
    words: Vec<u32>,
}

impl<'t> Numbered<'t> {
    fn of(transcript: &'t Transcript<'t>, lexicon: &Lexicon) -> Self {
        let number = |token: usize| {
            let word = transcript.tokens.lower(token);
            lexicon.numbers.get(word).copied().unwrap_or(UNKNOWN)
        };
        Self {
            words: (0..transcript.tokens.len()).map(number).collect(),
            transcript,
        }
    }
}

/// Every hit of every signal, in the order of their first words.
pub(crate) fn matches(transcript: &Transcript<'_>) -> Vec<(Signal, Hit)> {
    let lexicon = &*LEXICON;
    let tokens = &transcript.tokens;
    let mut hits: Vec<(Signal, Hit)> = Vec::new();
    let mut exceptions: Vec<(Signal, Span)> = Vec::new();
    let mut candidates: Vec<usize> = Vec::new();
    let numbered = Numbered::of(transcript, lexicon);
    for (number, sentence) in transcript.sentences.iter().enumerate() {
        let end = sentence.tokens.end;
        for start in sentence.tokens.clone() {
            let word = tokens.lower(start);
            candidates.clear();
            candidates.extend(
                lexicon
                    .by_word
                    .get(numbered.words[start] as usize)
                    .into_iter()
                    .flatten(),
            );
            if let Some(&[a, b, c]) = word.as_bytes().first_chunk::<3>() {
                candidates.extend(lexicon.by_prefix.get(&[a, b, c]).into_iter().flatten());
            }
            let tag = tokens[start].tag;
            candidates.extend(
                lexicon
                    .by_class
                    .iter()
                    .filter(|(class, _)| class.holds(tag))
                    .map(|(_, i)| i),
            );
            for &index in &candidates {
                let pattern = &lexicon.patterns[index];
                let Some(stop) = run(&pattern.steps, &numbered, start, end) else {
                    continue;
                };
                let span = Span::new(tokens[start].span.start, tokens[stop - 1].span.end);
                if pattern.exception {
                    exceptions.push((pattern.signal, span));
                } else {
                    let negated = negated(transcript, sentence.tokens.start, start);
                    hits.push((
                        pattern.signal,
                        Hit {
                            span,
                            sentence: number,
                            weight: pattern.weight,
                            negated,
                        },
                    ));
                }
            }
        }
    }
    // Exceptions are few and stand in text order for each signal: a hit is held against its neighbours only.
    exceptions.sort_by_key(|(signal, span)| (*signal, span.start));
    hits.retain(|(signal, hit)| {
        let from = exceptions
            .partition_point(|(s, span)| (s, span.start) < (signal, hit.span.start.saturating_sub(LONGEST_EXCEPTION)));
        !exceptions[from..]
            .iter()
            .take_while(|(s, span)| s == signal && span.start < hit.span.end)
            .any(|(_, span)| span.overlaps(hit.span))
    });
    keep_clearest(hits)
}

/// Of overlapping hits of one signal, keeps the weightiest, then the longest, then the first.
fn keep_clearest(mut hits: Vec<(Signal, Hit)>) -> Vec<(Signal, Hit)> {
    hits.sort_by(|(a, x), (b, y)| {
        a.cmp(b)
            .then(x.span.start.cmp(&y.span.start))
            .then(y.span.end.cmp(&x.span.end))
    });
    let mut kept: Vec<(Signal, Hit)> = Vec::with_capacity(hits.len());
    for (signal, hit) in hits {
        match kept.last_mut() {
            Some((last, open)) if *last == signal && open.span.overlaps(hit.span) => {
                if hit.weight > open.weight {
                    *open = hit;
                }
            }
            _ => kept.push((signal, hit)),
        }
    }
    kept
}

/// Matches `steps` from token `at`; gives the token after the last one matched.
fn run(steps: &[Step], numbered: &Numbered<'_>, at: usize, end: usize) -> Option<usize> {
    let Some((first, rest)) = steps.split_first() else {
        return Some(at);
    };
    match first {
        Step::One { optional, .. } => {
            let taken = at < end && fits(first, numbered, at);
            let with = taken.then(|| run(rest, numbered, at + 1, end)).flatten();
            with.or_else(|| optional.then(|| run(rest, numbered, at, end)).flatten())
        }
        Step::Any => (at < end).then(|| run(rest, numbered, at + 1, end)).flatten(),
        Step::Gap => (0..=GAP)
            .take_while(|skip| *skip == 0 || (at + skip <= end && !is_stop(numbered.transcript, at + skip - 1)))
            .find_map(|skip| run(rest, numbered, at + skip, end)),
    }
}

fn is_stop(transcript: &Transcript<'_>, token: usize) -> bool {
    transcript.tokens[token].kind == TokenKind::Punct
        && matches!(transcript.tokens.lower(token), "." | "!" | "?" | ";" | ":")
}

fn fits(step: &Step, numbered: &Numbered<'_>, token: usize) -> bool {
    let Step::One {
        words,
        prefixes,
        classes,
        ..
    } = step
    else {
        return true;
    };
    let tokens = &numbered.transcript.tokens;
    words.binary_search(&numbered.words[token]).is_ok()
        || classes.iter().any(|class| class.holds(tokens[token].tag))
        || prefixes
            .iter()
            .any(|prefix| tokens.lower(token).starts_with(prefix.as_str()))
}

/// True when a negation stands within reach before token `at`, with no stop or comma between.
fn negated(transcript: &Transcript<'_>, from: usize, at: usize) -> bool {
    (from..at)
        .rev()
        .take(NEGATION_REACH)
        .take_while(|&t| transcript.tokens[t].kind != TokenKind::Punct)
        .any(|t| {
            matches!(
                transcript.tokens.lower(t),
                "no" | "not"
                    | "n't"
                    | "n’t"
                    | "never"
                    | "nobody"
                    | "none"
                    | "nothing"
                    | "without"
                    | "hardly"
                    | "neither"
                    | "nor"
            )
        })
}

/// Reads one line; `None` for blanks and comments.
fn parse(signal: Signal, line: &str) -> Result<Option<Pattern>, String> {
    let line = line.split('#').next().unwrap_or("").trim();
    if line.is_empty() {
        return Ok(None);
    }
    let (exception, line) = line.strip_prefix("- ").map_or((false, line), |rest| (true, rest));
    let (body, weight) = match line.rsplit_once('@') {
        Some((body, weight)) => (
            body.trim(),
            weight.parse::<f64>().map_err(|_| format!("weight in {line:?}"))?,
        ),
        None => (line, 1.0),
    };
    let elements = body.split_whitespace().map(element).collect::<Result<Vec<_>, _>>()?;
    match elements.first() {
        Some(Element::One { optional: false, .. }) => {}
        _ => return Err(format!("a pattern begins with a word, a prefix or a class: {line:?}")),
    }
    if matches!(elements.last(), Some(Element::Gap)) {
        return Err(format!("a gap at the end matches nothing: {line:?}"));
    }
    Ok(Some(Pattern {
        signal,
        weight,
        exception,
        elements,
    }))
}

fn element(word: &str) -> Result<Element, String> {
    match word {
        "*" => return Ok(Element::Any),
        "**" => return Ok(Element::Gap),
        _ => {}
    }
    let (word, optional) = match word.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (word, false),
    };
    let mut atoms = Vec::new();
    for part in word.split('|') {
        if part != part.to_lowercase() || part.is_empty() {
            return Err(format!("lower case, please: {part:?}"));
        }
        if let Some((_, class)) = Class::ALL.iter().find(|(name, _)| *name == part) {
            atoms.push(Atom::Class(*class));
        } else if let Some(prefix) = part.strip_suffix('~') {
            if prefix.len() < 3 {
                return Err(format!("a prefix of three letters at least: {part:?}"));
            }
            atoms.push(Atom::Prefix(prefix.to_owned()));
        } else if let Some(verb) = part.strip_suffix("/v") {
            atoms.extend(verb_forms(verb).into_iter().map(Atom::Word));
        } else if let Some(noun) = part.strip_suffix("/n") {
            atoms.push(Atom::Word(noun.to_owned()));
            atoms.push(Atom::Word(plural(noun)));
        } else if part.starts_with('<') {
            return Err(format!("no such class: {part:?}"));
        } else {
            atoms.push(Atom::Word(part.to_owned()));
        }
    }
    Ok(Element::One { atoms, optional })
}

/// Past and participle of the irregular verbs the lexicons use.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bend", "bent", "bent"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("burn", "burnt", "burnt"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cost", "cost", "cost"),
    ("cut", "cut", "cut"),
    ("do", "did", "done"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("fall", "fell", "fallen"),
    ("feel", "felt", "felt"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("forget", "forgot", "forgotten"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("grow", "grew", "grown"),
    ("have", "had", "had"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("learn", "learnt", "learnt"),
    ("leave", "left", "left"),
    ("let", "let", "let"),
    ("lie", "lay", "lain"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("mean", "meant", "meant"),
    ("meet", "met", "met"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("rebuild", "rebuilt", "rebuilt"),
    ("redo", "redid", "redone"),
    ("rethink", "rethought", "rethought"),
    ("rewrite", "rewrote", "rewritten"),
    ("ride", "rode", "ridden"),
    ("ring", "rang", "rung"),
    ("rise", "rose", "risen"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shut", "shut", "shut"),
    ("sit", "sat", "sat"),
    ("sleep", "slept", "slept"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("stand", "stood", "stood"),
    ("stick", "stuck", "stuck"),
    ("take", "took", "taken"),
    ("teach", "taught", "taught"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("throw", "threw", "thrown"),
    ("understand", "understood", "understood"),
    ("wake", "woke", "woken"),
    ("win", "won", "won"),
    ("write", "wrote", "written"),
];

fn verb_forms(verb: &str) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let chars: Vec<char> = verb.chars().collect();
    let last = chars.last().copied().unwrap_or(' ');
    let before = chars.len().checked_sub(2).map_or(' ', |i| chars[i]);
    let doubles = chars.len() <= 4
        && !vowel(last)
        && !"wxy".contains(last)
        && vowel(before)
        && chars.len().checked_sub(3).is_some_and(|i| !vowel(chars[i]));
    let stem = |ending: &str| match last {
        'e' => format!("{}{ending}", &verb[..verb.len() - 1]),
        'y' if !vowel(before) && ending == "ed" => format!("{}ied", &verb[..verb.len() - 1]),
        c if doubles => format!("{verb}{c}{ending}"),
        _ => format!("{verb}{ending}"),
    };
    let third = match last {
        'y' if !vowel(before) => format!("{}ies", &verb[..verb.len() - 1]),
        's' | 'x' | 'z' | 'o' => format!("{verb}es"),
        'h' if "cs".contains(before) => format!("{verb}es"),
        _ => format!("{verb}s"),
    };
    let ing = if last == 'e' && before == 'e' {
        format!("{verb}ing")
    } else {
        stem("ing")
    };
    let mut forms = vec![verb.to_owned(), third, ing];
    match IRREGULAR.iter().find(|(base, ..)| *base == verb) {
        Some((_, past, participle)) => forms.extend([(*past).to_owned(), (*participle).to_owned()]),
        None => forms.push(stem("ed")),
    }
    forms.sort();
    forms.dedup();
    forms
}

fn plural(noun: &str) -> String {
    match noun {
        "person" => "people".to_owned(),
        "child" => "children".to_owned(),
        "man" => "men".to_owned(),
        "woman" => "women".to_owned(),
        _ if noun.ends_with('y') && !noun.ends_with("ay") && !noun.ends_with("ey") && !noun.ends_with("oy") => {
            format!("{}ies", &noun[..noun.len() - 1])
        }
        _ if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, verb_forms};
    use crate::Signal;

    #[test]
    fn every_line_of_every_lexicon_reads() {
        let mut bad = Vec::new();
        for &signal in Signal::ALL {
            let mut seen = std::collections::HashMap::new();
            for (number, line) in signal.lexicon().lines().enumerate() {
                match parse(signal, line) {
                    Err(why) => bad.push(format!("{}.txt:{}: {why}", signal.slug(), number + 1)),
                    Ok(Some(_)) => {
                        if let Some(first) = seen.insert(line.trim(), number + 1) {
                            bad.push(format!(
                                "{}.txt:{}: stands at line {first} already",
                                signal.slug(),
                                number + 1
                            ));
                        }
                    }
                    Ok(None) => {}
                }
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    }

    #[test]
    fn verbs_take_their_forms() {
        assert_eq!(verb_forms("push"), ["push", "pushed", "pushes", "pushing"]);
        assert_eq!(verb_forms("stop"), ["stop", "stopped", "stopping", "stops"]);
        assert_eq!(verb_forms("argue"), ["argue", "argued", "argues", "arguing"]);
        assert_eq!(verb_forms("carry"), ["carried", "carries", "carry", "carrying"]);
        assert_eq!(
            verb_forms("disagree"),
            ["disagree", "disagreed", "disagreeing", "disagrees"]
        );
        assert_eq!(verb_forms("take"), ["take", "taken", "takes", "taking", "took"]);
    }
}
