//! Whether an attempt is in English, and what it is in if not.
//!
//! English is told by its function words, which survive bad grammar, jargon and speech; only where
//! they are missing is the trigram detector asked.

use crate::token::{TokenKind, Tokens};

/// Below this share of English function words a text of some length is not taken for English.
/// English prose and speech run at 0.35 to 0.55; lists of jargon go down to about 0.2.
const ENGLISH_SHARE: f64 = 0.14;

/// Texts shorter than this many words are taken for English if they are in Latin letters.
const SHORT: usize = 8;

/// ISO 639-1 code of the language of `text`; `und` when there is no word in it or none of the known languages fits.
#[must_use]
pub fn language_of(text: &str, tokens: &Tokens) -> &'static str {
    let (mut words, mut function, mut latin) = (0_usize, 0_usize, 0_usize);
    for (index, token) in tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Word) {
        words += 1;
        function += usize::from(is_function_word(tokens.lower(index)));
        latin += usize::from(
            token
                .span
                .of(text)
                .chars()
                .all(|c| u32::from(c) < 0x0250 || !c.is_alphabetic()),
        );
    }
    if words == 0 {
        return "und";
    }
    if latin * 2 >= words && (words < SHORT || function as f64 >= ENGLISH_SHARE * words as f64) {
        return "en";
    }
    match whatlang::detect_lang(text.get(..4096).unwrap_or(text)) {
        // The function words said no: a trigram match alone does not make it English.
        Some(whatlang::Lang::Eng) | None => "und",
        Some(language) => iso_639_1(language),
    }
}

fn is_function_word(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "and"
            | "or"
            | "but"
            | "so"
            | "if"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "that"
            | "this"
            | "it"
            | "its"
            | "is"
            | "was"
            | "were"
            | "are"
            | "be"
            | "been"
            | "had"
            | "have"
            | "has"
            | "i"
            | "we"
            | "they"
            | "he"
            | "she"
            | "you"
            | "my"
            | "our"
            | "their"
            | "his"
            | "her"
            | "me"
            | "us"
            | "them"
            | "not"
            | "did"
            | "do"
            | "would"
            | "could"
            | "which"
            | "who"
            | "what"
            | "when"
            | "there"
            | "because"
            | "about"
            | "then"
            | "than"
            | "as"
            | "just"
            | "all"
            | "into"
            | "out"
            | "up"
            | "after"
            | "before"
            | "one"
            | "no"
    )
}

fn iso_639_1(language: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match language {
        Lang::Ara => "ar",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hun => "hu",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tha => "th",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Vie => "vi",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::language_of;
    use crate::Tokens;

    #[test]
    fn english_and_the_rest() {
        let language = |text: &str| language_of(text, &Tokens::cut(text));
        assert_eq!(
            language("so um I went to her desk and I said we should stop the rollout"),
            "en"
        );
        assert_eq!(language("Reduced latency."), "en");
        assert_eq!(
            language("Ich habe damals mit meinem Team den Fehler gefunden und wir haben ihn am selben Tag behoben."),
            "de"
        );
        assert_eq!(
            language("El equipo no estaba de acuerdo y yo decidí hablar con la directora antes del lanzamiento."),
            "es"
        );
        assert_eq!(language("当时我负责支付系统，我们发现了一个严重的问题。"), "zh");
        assert_eq!(language("😀 🚀 !!!"), "und");
        assert_eq!(language("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii"), "und");
    }
}
