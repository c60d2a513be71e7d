//! The sixteen Leadership Principles: names, slugs, families. Their explanations are content.

use crate::Emphasis;
use crate::slug::slug_enum;

slug_enum! {
    /// A Leadership Principle. Source: domain §2.
    Principle as "principle" {
        /// Customer Obsession.
        CustomerObsession = "customer-obsession",
        /// Ownership.
        Ownership = "ownership",
        /// Invent and Simplify.
        InventAndSimplify = "invent-and-simplify",
        /// Are Right, A Lot.
        AreRightALot = "are-right-a-lot",
        /// Learn and Be Curious.
        LearnAndBeCurious = "learn-and-be-curious",
        /// Hire and Develop the Best.
        HireAndDevelopTheBest = "hire-and-develop-the-best",
        /// Insist on the Highest Standards.
        InsistOnTheHighestStandards = "insist-on-the-highest-standards",
        /// Think Big.
        ThinkBig = "think-big",
        /// Bias for Action.
        BiasForAction = "bias-for-action",
        /// Frugality.
        Frugality = "frugality",
        /// Earn Trust.
        EarnTrust = "earn-trust",
        /// Dive Deep.
        DiveDeep = "dive-deep",
        /// Have Backbone; Disagree and Commit.
        HaveBackbone = "have-backbone-disagree-and-commit",
        /// Deliver Results.
        DeliverResults = "deliver-results",
        /// Strive to be Earth's Best Employer.
        EarthsBestEmployer = "strive-to-be-earths-best-employer",
        /// Success and Scale Bring Broad Responsibility.
        BroadResponsibility = "success-and-scale-bring-broad-responsibility",
    }
}

slug_enum! {
    /// What a principle is about. Source: domain §2.
    Family as "family" {
        /// Can you think.
        Logic = "logic",
        /// Can you lead humans.
        Emotion = "emotion",
        /// Can you make hard calls.
        Judgment = "judgment",
    }
}

impl Principle {
    /// The official name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CustomerObsession => "Customer Obsession",
            Self::Ownership => "Ownership",
            Self::InventAndSimplify => "Invent and Simplify",
            Self::AreRightALot => "Are Right, A Lot",
            Self::LearnAndBeCurious => "Learn and Be Curious",
            Self::HireAndDevelopTheBest => "Hire and Develop the Best",
            Self::InsistOnTheHighestStandards => "Insist on the Highest Standards",
            Self::ThinkBig => "Think Big",
            Self::BiasForAction => "Bias for Action",
            Self::Frugality => "Frugality",
            Self::EarnTrust => "Earn Trust",
            Self::DiveDeep => "Dive Deep",
            Self::HaveBackbone => "Have Backbone; Disagree and Commit",
            Self::DeliverResults => "Deliver Results",
            Self::EarthsBestEmployer => "Strive to be Earth's Best Employer",
            Self::BroadResponsibility => "Success and Scale Bring Broad Responsibility",
        }
    }

    /// Which of the three things the principle is about.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::CustomerObsession
            | Self::Ownership
            | Self::InventAndSimplify
            | Self::LearnAndBeCurious
            | Self::DiveDeep => Family::Logic,
            Self::HireAndDevelopTheBest | Self::EarnTrust | Self::HaveBackbone | Self::EarthsBestEmployer => {
                Family::Emotion
            }
            Self::AreRightALot
            | Self::InsistOnTheHighestStandards
            | Self::ThinkBig
            | Self::BiasForAction
            | Self::Frugality
            | Self::DeliverResults
            | Self::BroadResponsibility => Family::Judgment,
        }
    }

    /// What an interviewer who looks for it weighs more than others do. Source: domain §2, "what works" and "the trap". Of
    /// [`Emphasis::Structure`] the altitude is meant.
    #[must_use]
    pub const fn emphases(self) -> &'static [Emphasis] {
        use Emphasis as E;
        match self {
            Self::CustomerObsession => &[E::Customer, E::Judgment],
            Self::Ownership => &[E::Contribution, E::Friction],
            Self::InventAndSimplify => &[E::Judgment, E::Customer],
            Self::AreRightALot => &[E::Judgment, E::Humanity, E::Evidence],
            Self::LearnAndBeCurious => &[E::Humanity],
            Self::HireAndDevelopTheBest | Self::EarthsBestEmployer => &[E::Humanity],
            Self::InsistOnTheHighestStandards => &[E::Friction, E::Judgment],
            Self::ThinkBig => &[E::Structure, E::Evidence],
            Self::BiasForAction => &[E::Judgment],
            Self::Frugality => &[E::Judgment, E::Evidence],
            Self::EarnTrust => &[E::Humanity, E::Contribution],
            Self::DiveDeep => &[E::Evidence, E::Structure],
            Self::HaveBackbone => &[E::Friction, E::Humanity],
            Self::DeliverResults => &[E::Evidence, E::Friction],
            Self::BroadResponsibility => &[E::Customer, E::Judgment],
        }
    }
}
