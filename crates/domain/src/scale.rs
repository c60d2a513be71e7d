//! The small scales of the field: level, role, severity, verdict, beat, bucket, form.

use crate::slug::slug_enum;

slug_enum! {
    /// The level applied for, L4 (early career) to L8 (director).
    Level as "level" {
        /// Early career.
        L4 = "L4",
        /// Independent.
        L5 = "L5",
        /// Senior.
        L6 = "L6",
        /// Principal or senior manager.
        L7 = "L7",
        /// Director.
        L8 = "L8",
    }
}

slug_enum! {
    /// The kind of work applied for.
    Role as "role" {
        /// Software engineer.
        Sde = "sde",
        /// Product or programme manager.
        Pm = "pm",
        /// Engineering manager.
        Em = "em",
        /// Data engineer, analyst or scientist.
        Data = "data",
        /// Operations.
        Ops = "ops",
    }
}

slug_enum! {
    /// What a finding costs the teller, least first. How sure the reviewer is, is `confidence`.
    Severity as "severity" {
        /// Worth knowing; costs little by itself.
        Hint = "hint",
        /// An interviewer would note it.
        Watch = "watch",
        /// Costs votes.
        Costly = "costly",
    }
}

slug_enum! {
    /// How an interviewer marks a principle.
    Verdict as "verdict" {
        /// Would vote no on this evidence.
        Below = "below",
        /// Solid.
        Meets = "meets",
        /// Better than half the people now in such a role.
        Raises = "raises",
    }
}

slug_enum! {
    /// What a sentence does in the story. Frames (STAR, SOAR, Landing the Plane) are projections of beats.
    /// Source: domain §3.
    Beat as "beat" {
        /// The company, what it did, why it mattered.
        Context = "context",
        /// What I was there to do.
        Role = "role",
        /// What went wrong, for whom, and its size.
        Problem = "problem",
        /// Constraint, opposition, uncertainty.
        Obstacle = "obstacle",
        /// Alternatives, trade-off, why this one.
        Options = "options",
        /// What I did.
        Action = "action",
        /// What changed.
        Result = "result",
        /// What I would do differently; what improved for good.
        Learning = "learning",
    }
}

slug_enum! {
    /// The kind of occasion a question asks for.
    Bucket as "bucket" {
        /// Technical problem solving.
        Technical = "technical",
        /// Learning and failure.
        LearningFailure = "learning-failure",
        /// Getting things done for the business.
        GettingThingsDone = "getting-things-done",
        /// Conflict between people.
        Conflict = "conflict",
        /// Ambiguity: two opposing ideas in one question.
        Ambiguity = "ambiguity",
    }
}

slug_enum! {
    /// What a question asks for.
    Form as "form" {
        /// One past event: "tell me about a time".
        Event = "event",
        /// A habit: "how do you approach".
        Habit = "habit",
        /// An opinion: "what do you think about".
        Opinion = "opinion",
    }
}
