//! Names of enums in plain words, short enough for a label, a column's head or a choice.

use glidepath_domain::{Beat, FactKind, Frame, Outcome, Principle, Reach, Sureness};

/// A principle in a word or two; where it is used, the official name stands beside it for those who ask.
pub(crate) const fn principle(principle: Principle) -> &'static str {
    match principle {
        Principle::CustomerObsession => "Customer",
        Principle::Ownership => "Ownership",
        Principle::InventAndSimplify => "Invent, simplify",
        Principle::AreRightALot => "Right, a lot",
        Principle::LearnAndBeCurious => "Be curious",
        Principle::HireAndDevelopTheBest => "Hire, develop",
        Principle::InsistOnTheHighestStandards => "High standards",
        Principle::ThinkBig => "Think big",
        Principle::BiasForAction => "Bias for action",
        Principle::Frugality => "Frugality",
        Principle::EarnTrust => "Earn trust",
        Principle::DiveDeep => "Dive deep",
        Principle::HaveBackbone => "Backbone",
        Principle::DeliverResults => "Deliver results",
        Principle::EarthsBestEmployer => "Best employer",
        Principle::BroadResponsibility => "Responsibility",
    }
}

/// How a story ended.
pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Success => "it worked",
        Outcome::Failure => "it failed",
        Outcome::Mixed => "partly, or at a price",
    }
}

/// How far a story reached.
pub(crate) const fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Own => "my own work",
        Reach::Team => "one team",
        Reach::Teams => "several teams",
        Reach::Organisation => "an organisation or site",
        Reach::Company => "the company, or beyond",
    }
}

/// A frame's name.
pub(crate) const fn frame(frame: Frame) -> &'static str {
    match frame {
        Frame::Star => "STAR",
        Frame::Soar => "SOAR",
        Frame::Landing => "Landing the Plane",
    }
}

/// What a passage does.
pub(crate) const fn beat(beat: Beat) -> &'static str {
    match beat {
        Beat::Context => "where it was",
        Beat::Role => "what I was there for",
        Beat::Problem => "what went wrong",
        Beat::Obstacle => "what was in the way",
        Beat::Options => "what I weighed",
        Beat::Action => "what I did",
        Beat::Result => "what changed",
        Beat::Learning => "what I took from it",
    }
}

/// What a fact is about.
pub(crate) const fn fact(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Metric => "figure",
        FactKind::Date => "date",
        FactKind::Role => "role",
        FactKind::Owner => "owner",
    }
}

/// How sure a fact is.
pub(crate) const fn sureness(sureness: Sureness) -> &'static str {
    match sureness {
        Sureness::Measured => "measured",
        Sureness::Estimated => "worked out",
        Sureness::Guessed => "best guess",
    }
}
