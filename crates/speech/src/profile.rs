//! What is usual in a language: 6 syllables a second are brisk in Mandarin and leisurely in Japanese. A profile touches the measures of
//! delivery only, never what an answer is worth.

/// One language's measures of speech.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// Two-letter code, ISO 639-1.
    pub code: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Syllables a second of speech when adults read aloud, pauses left out. Source: Pellegrino, Coupé & Marsico 2011, docs/speech.md.
    pub read_aloud: f64,
    /// Syllables to a word in told answers; `None` where writing does not divide words. Source: counted, docs/speech.md.
    pub syllables_a_word: Option<f64>,
    /// Sounds that fill a pause, as transcribers write them.
    pub fillers: &'static [&'static str],
}

/// Share of the read-aloud rate above which speech is fast: English told at 195 words a minute. Source: docs/speech.md.
const FAST: f64 = 0.92;
/// Share of it below which speech is slow: English told at 100 words a minute. Source: docs/speech.md.
const SLOW: f64 = 0.47;

impl Profile {
    /// The languages that something is known of.
    pub const ALL: [Self; 8] = [
        Self {
            code: "en",
            name: "English",
            read_aloud: 6.19,
            syllables_a_word: Some(1.32),
            fillers: &["uh", "um", "uhm", "er", "erm", "hmm", "mm"],
        },
        Self {
            code: "de",
            name: "German",
            read_aloud: 5.97,
            syllables_a_word: Some(1.68),
            fillers: &["äh", "ähm", "öh", "hm", "mhm"],
        },
        Self {
            code: "fr",
            name: "French",
            read_aloud: 7.18,
            syllables_a_word: Some(1.45),
            fillers: &["euh", "heu", "hum", "ben", "bah"],
        },
        Self {
            code: "es",
            name: "Spanish",
            read_aloud: 7.82,
            syllables_a_word: Some(1.95),
            fillers: &["eh", "em", "ehm", "este", "mmm"],
        },
        Self {
            code: "it",
            name: "Italian",
            read_aloud: 6.99,
            syllables_a_word: Some(2.13),
            fillers: &["eh", "ehm", "uhm", "mmm", "cioè"],
        },
        Self {
            code: "ja",
            name: "Japanese",
            read_aloud: 7.84,
            syllables_a_word: None,
            fillers: &["えー", "えーと", "えっと", "あの", "あのー", "まあ", "んー"],
        },
        Self {
            code: "zh",
            name: "Mandarin",
            read_aloud: 5.18,
            syllables_a_word: None,
            fillers: &["嗯", "呃", "啊", "那个", "这个"],
        },
        Self {
            code: "vi",
            name: "Vietnamese",
            read_aloud: 5.22,
            syllables_a_word: Some(1.0),
            fillers: &["ờ", "ừm", "ừ", "à", "thì"],
        },
    ];

    /// The profile of this code or locale ("de", "de-CH"), whatever its case; `None` for a language nothing is known of, which is then not judged
    /// by another's rates.
    #[must_use]
    pub fn of(language: &str) -> Option<&'static Self> {
        static ALL: [Profile; 8] = Profile::ALL;
        let code = language.split(['-', '_']).next().unwrap_or_default();
        ALL.iter().find(|profile| profile.code.eq_ignore_ascii_case(code))
    }

    /// Syllables a second above which speech is fast in this language.
    #[must_use]
    pub fn fast(&self) -> f64 {
        self.read_aloud * FAST
    }

    /// Syllables a second below which speech is slow in this language.
    #[must_use]
    pub fn slow(&self) -> f64 {
        self.read_aloud * SLOW
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_find_their_language() {
        assert_eq!(Profile::of("de-CH").unwrap().name, "German");
        assert_eq!(Profile::of("ZH_Hant").unwrap().code, "zh");
        assert!(Profile::of("xx").is_none());
        assert!(Profile::of("").is_none());
    }

    #[test]
    fn the_same_rate_is_fast_in_one_language_and_not_in_another() {
        let rate = 6.0;
        assert!(rate > Profile::of("zh").unwrap().fast());
        assert!(rate > Profile::of("en").unwrap().fast());
        assert!(rate < Profile::of("es").unwrap().fast());
    }

    #[test]
    fn profiles_are_distinct_and_whole() {
        let all = Profile::ALL;
        for (i, profile) in all.iter().enumerate() {
            assert!(all[i + 1..].iter().all(|other| other.code != profile.code));
            assert!((4.0..9.0).contains(&profile.read_aloud));
            assert!(!profile.fillers.is_empty());
            assert!(profile.slow() < profile.fast());
        }
    }
}
