//! What a reply can show, for or against, with the words a person reads about it. How each is told is the business of `reply`.

/// Whether it earns or costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// An interviewer writes it down in favour.
    For,
    /// An interviewer holds it against the reply.
    Against,
}

macro_rules! signals {
    ($($(#[$meta:meta])* $variant:ident = $slug:literal, $side:ident, $title:literal, $why:literal, $instead:literal;)+) => {
        /// What a reply shows. Source: domain §6.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Signal { $($(#[$meta])* $variant,)+ }

        impl Signal {
            /// Every one, those that earn first.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The public, permanent name.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// Whether it earns or costs.
            #[must_use]
            pub const fn side(self) -> Side {
                match self { $(Self::$variant => Side::$side,)+ }
            }

            /// What the listener met, in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// Why it counts.
            #[must_use]
            pub const fn why(self) -> &'static str {
                match self { $(Self::$variant => $why,)+ }
            }

            /// What to do; of what earns, how to keep it.
            #[must_use]
            pub const fn instead(self) -> &'static str {
                match self { $(Self::$variant => $instead,)+ }
            }
        }
    };
}

signals! {
    /// Takes the point that was made.
    TookThePoint = "took-the-point", For, "Takes the point",
        "Somebody who can say where they were wrong is somebody one can work with.",
        "Keep it to one sentence, then say what you did about it.";
    /// Says "I don't know" and then reasons.
    Reasoned = "reasoned", For, "Does not know, and thinks aloud",
        "Nobody knows every figure. How you come near one shows how you work.",
        "Say which part is known and which is guessed, then give the guess.";
    /// Names one occasion.
    NamedOccasion = "named-occasion", For, "Names an occasion",
        "A day, a place and a deed can be asked about further; a habit cannot.",
        "Say who was there as well.";
    /// Answers something else.
    Dodged = "dodged", Against, "Goes past the question",
        "The interviewer asked for one thing and got another, and will ask again or write down that it was not there.",
        "Answer in the first sentence, even if the answer is no or not known. Then add what you like.";
    /// Defends itself where it was only asked.
    OverDefended = "over-defended", Against, "Defends more than it answers",
        "Pressing is part of the job of asking. Certainty without a new fact sounds like not having listened.",
        "Say what is true in the objection first, then the fact that speaks for you.";
    /// Speaks in general.
    General = "general", Against, "General where one case was wanted",
        "What one usually does cannot be checked, and everyone does it.",
        "Pick one day, and say what you did on it.";
    /// Says again what was said.
    Repeats = "repeats", Against, "Says the same again",
        "A follow-up asks for the layer below. The same words once more tell that there is none.",
        "Add one thing not heard yet: a figure, a name, a reason. If there is none, say so.";
    /// Puts it on others.
    Blames = "blames", Against, "Puts it on others",
        "Others may well have failed. The interviewer asks what was in your hands.",
        "Say what they were up against, then what you could have done.";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Signal;

    #[test]
    fn each_has_words_of_its_own() {
        let mut seen = HashSet::new();
        for signal in Signal::ALL {
            for said in [signal.slug(), signal.title(), signal.why(), signal.instead()] {
                assert!(!said.is_empty() && seen.insert(said), "said twice: {said}");
            }
        }
    }
}
