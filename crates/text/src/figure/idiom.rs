//! Turns of phrase that hold a number and measure nothing: "the whole nine yards", "one-off". Leaves out the numbers
//! that name or order something.

use super::reading::Reading;
use super::unit;
use crate::token::TokenKind;

/// The phrases, token by token, in the order of their first words.
const IDIOMS: &[&str] = &[
    "$ 64,000 question",
    "100 miles an hour",
    "180 - degree",
    "180 degree",
    "20 - 20 hindsight",
    "20 / 20",
    "24 / 7",
    "360 - degree",
    "360 degree",
    "360 feedback",
    "5 - star",
    "50 / 50",
    "64 , 000 dollar question",
    "64,000 - dollar question",
    "7 - eleven",
    "7 eleven",
    "80 / 20",
    "9 - to - 5",
    "9 to 5",
    "99 times out of 100",
    "a 180",
    "a 360",
    "a complete 180",
    "a full 180",
    "a hundred miles an hour",
    "a hundred things",
    "a hundred times",
    "a hundred to one",
    "a mile a minute",
    "a million miles an hour",
    "a million miles away",
    "a million reasons",
    "a million things",
    "a million times",
    "a million to one",
    "a second pair of eyes",
    "a thousand apologies",
    "a thousand cuts",
    "a thousand miles away",
    "a thousand pieces",
    "a thousand times",
    "a thousand words",
    "all at once",
    "at one go",
    "at one point",
    "catch - 22",
    "catch 22",
    "cloud nine",
    "day one",
    "dime a dozen",
    "double or nothing",
    "double standard",
    "double trouble",
    "each one",
    "eight ball",
    "eleventh hour",
    "every one",
    "fifth column",
    "fifth wheel",
    "fifty - fifty",
    "fifty fifty",
    "first - hand",
    "first and foremost",
    "first come , first served",
    "first hand",
    "first of all",
    "first off",
    "first things first",
    "five - a - side",
    "five - star",
    "five o'clock shadow",
    "five whys",
    "forty - winks",
    "forty winks",
    "four - leaf clover",
    "four - letter",
    "four corners",
    "four walls",
    "from zero to hero",
    "ground zero",
    "half - hearted",
    "half a chance",
    "half a dozen of the other",
    "half a mind",
    "half an eye",
    "half of it",
    "half the battle",
    "half the fun",
    "half the story",
    "half the time",
    "high - five",
    "high five",
    "in one ear",
    "in two minds",
    "in two shakes",
    "million - dollar question",
    "million dollar question",
    "nine - to - five",
    "nine lives",
    "nine till five",
    "nine times out of ten",
    "nine to five",
    "nine yards",
    "ninety - nine times out of a hundred",
    "no one",
    "number one",
    "number one priority",
    "of two minds",
    "on all fours",
    "on the double",
    "once or twice",
    "one - horse race",
    "one - trick pony",
    "one and only",
    "one and the same",
    "one another",
    "one at a time",
    "one by one",
    "one fine day",
    "one foot in",
    "one foot out the door",
    "one hand",
    "one in a million",
    "one last time",
    "one more time",
    "one of a kind",
    "one of these days",
    "one of those days",
    "one on one",
    "one or two people",
    "one or two things",
    "one size",
    "one step ahead",
    "one step at a time",
    "one step back",
    "one thing",
    "one to one",
    "one too many",
    "one track mind",
    "one way or another",
    "one way or the other",
    "second - best",
    "second - guess",
    "second - hand",
    "second best",
    "second fiddle",
    "second hand",
    "second nature",
    "second to none",
    "second wind",
    "seven - year itch",
    "seven deadly sins",
    "seventh heaven",
    "six - pack",
    "six feet under",
    "six of one",
    "six sigma",
    "sixes and sevens",
    "sixth sense",
    "square - one",
    "square one",
    "take five",
    "takes two to tango",
    "ten - four",
    "ten commandments",
    "ten times out of ten",
    "ten to one",
    "thanks a million",
    "the big five",
    "the big four",
    "the big three",
    "the four of us",
    "the one thing",
    "the three of us",
    "the two of them",
    "the two of us",
    "third - party",
    "third degree",
    "third party",
    "third time 's the charm",
    "third time lucky",
    "third wheel",
    "three 's a crowd",
    "three - ring circus",
    "three cheers",
    "three musketeers",
    "three sheets to the wind",
    "three steps ahead",
    "three strikes",
    "twenty twenty hindsight",
    "twice bitten",
    "twice over",
    "twice shy",
    "two 's company",
    "two - by - four",
    "two - edged",
    "two - faced",
    "two - pizza team",
    "two - way",
    "two and two together",
    "two birds",
    "two birds with one stone",
    "two cents",
    "two is company",
    "two left feet",
    "two minds",
    "two peas in a pod",
    "two pizza team",
    "two sides",
    "two steps ahead",
    "two steps forward",
    "two wrongs",
    "zero - day",
    "zero - sum",
    "zero - tolerance",
    "zero - trust",
    "zero in on",
    "zero sum",
    "zero tolerance",
    "zero trust",
    "zeroed in",
];

fn first_word(phrase: &str) -> &str {
    phrase.split(' ').next().unwrap_or("")
}

/// The token after the turn of phrase that begins at token `i`.
pub(super) fn read(r: Reading, i: usize) -> Option<usize> {
    if matches!(r.kind(i), None | Some(TokenKind::Punct | TokenKind::Clitic)) {
        return None;
    }
    let word = r.word(i);
    let start = IDIOMS.partition_point(|phrase| first_word(phrase) < word);
    let known = IDIOMS
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take_while(|phrase| first_word(phrase) == word);
    let fits = |phrase: &&&str| phrase.split(' ').enumerate().all(|(n, part)| r.word(i + n) == part);
    // The longest of those that fit.
    let length = known.filter(fits).map(|phrase| phrase.split(' ').count()).max();
    if let Some(length) = length {
        // "It takes half the time" measures after all.
        let spared =
            word == "half" && r.word(i + 2) == "time" && matches!(r.back(i, 1), "takes" | "took" | "take" | "in");
        return (!spared).then_some(i + length);
    }
    one_off(r, i)
}

/// "one-off", "one-size-fits-all": only a measure makes a quantity of a hyphened one.
fn one_off(r: Reading, i: usize) -> Option<usize> {
    let next = r.word(i + 2);
    let measure = unit::time(next).is_some()
        || matches!(
            next,
            "third"
                | "half"
                | "quarter"
                | "fifth"
                | "tenth"
                | "fourth"
                | "sixth"
                | "eighth"
                | "twentieth"
                | "hundred"
                | "percent"
                | "dollar"
                | "pound"
                | "point"
                | "page"
                | "person"
        );
    if r.word(i) != "one" || !r.hyphen(i + 1) || measure {
        return None;
    }
    let mut end = i + 1;
    while r.hyphen(end) && end < i + 12 {
        end += 2;
    }
    Some(end)
}

/// "I agree a hundred percent", "gave it 110%": conviction, not measure.
pub(super) fn is_conviction(r: Reading, first: usize, end: usize, value: f64) -> bool {
    if value == 100.0 {
        let near = (first.saturating_sub(6)..first)
            .rev()
            .take_while(|at| !r.stops(*at))
            .any(|at| {
                matches!(
                    r.word(at),
                    "agree"
                        | "agreed"
                        | "agrees"
                        | "sure"
                        | "certain"
                        | "convinced"
                        | "committed"
                        | "honest"
                        | "behind"
                        | "understand"
                        | "understood"
                        | "support"
                        | "supported"
                        | "trust"
                        | "trusted"
                        | "believe"
                        | "believed"
                        | "myself"
                )
            });
        return near
            || matches!(
                r.word(end),
                "sure"
                    | "certain"
                    | "convinced"
                    | "committed"
                    | "honest"
                    | "behind"
                    | "right"
                    | "wrong"
                    | "agree"
                    | "agreed"
                    | "on"
                    | "with"
                    | "confident"
                    | "focused"
                    | "ready"
                    | "sold"
            );
    }
    value > 100.0
        && (first.saturating_sub(5)..first)
            .any(|at| matches!(r.word(at), "give" | "gave" | "given" | "giving" | "gives"))
}

#[cfg(test)]
mod tests {
    use super::{IDIOMS, first_word, read};
    use crate::figure::reading::Reading;
    use crate::token::Tokens;

    #[test]
    fn phrases_are_in_order_and_cut_as_the_tokens_are() {
        assert!(IDIOMS.is_sorted_by_key(|phrase| first_word(phrase)));
        let lost: Vec<_> = IDIOMS
            .iter()
            .filter(|phrase| {
                let text = phrase
                    .replace(" - ", "-")
                    .replace(" / ", "/")
                    .replace(" '", "'")
                    .replace(" ,", ",")
                    .replace("$ ", "$");
                let tokens = Tokens::cut(&text);
                let r = Reading {
                    text: &text,
                    tokens: &tokens,
                };
                !(0..tokens.len()).any(|i| read(r, i) == Some(tokens.len()))
            })
            .collect();
        assert!(lost.is_empty(), "never found: {lost:?}");
    }
}
