//! What is known of a question, in plain words: the kind of occasion, how hard, how often.

use glidepath_domain::{Bucket, Commonness, Difficulty, Form, Question};
use maud::{Markup, html};

use super::{in_short, role_name};

/// The kind of occasion.
pub(crate) const fn bucket(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::Technical => "technical problem solving",
        Bucket::LearningFailure => "learning and failure",
        Bucket::GettingThingsDone => "getting things done",
        Bucket::Conflict => "conflict between people",
        Bucket::Ambiguity => "ambiguity",
    }
}

/// What it asks for.
pub(crate) const fn form(form: Form) -> &'static str {
    match form {
        Form::Event => "one past event",
        Form::Habit => "a habit",
        Form::Opinion => "an opinion",
    }
}

/// How hard it is to answer well.
pub(crate) const fn difficulty(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Plain => "plain",
        Difficulty::Hard => "hard",
        Difficulty::Severe => "severe",
    }
}

/// How often it is asked.
pub(crate) const fn commonness(commonness: Commonness) -> &'static str {
    match commonness {
        Commonness::VeryCommon => "in most loops",
        Commonness::Common => "now and then",
        Commonness::Rare => "seldom",
    }
}

/// The line under a question in a list. Principles are left out where one wants to guess them.
pub(crate) fn asked_for(question: &Question, own: bool, hide_principles: bool) -> Markup {
    html! {
        p.asked-facts {
            @if !hide_principles && !question.principles.is_empty() {
                span.serves-list {
                    @for (place, principle) in question.principles.iter().enumerate() {
                        span.tag.main[place == 0] title=(principle.name()) { (in_short::principle(*principle)) @if place == 0 { span.hidden { ", its main principle" } } }
                    }
                }
            }
            span.small {
                @if own { span.yours { "yours" } }
                span { (bucket(question.bucket)) }
                @if question.difficulty != Difficulty::Plain { span { (difficulty(question.difficulty)) } }
                @if question.tricky { span { "tricky" } }
                @if question.form != Form::Event { span { (form(question.form)) } }
                span { (commonness(question.commonness)) }
                @if !question.levels.is_empty() { span { @for (at, level) in question.levels.iter().enumerate() { @if at > 0 { ", " } (level) } } }
                @for role in &question.roles { span { (role_name(*role)) } }
            }
        }
    }
}
