//! What the user may turn: thresholds, rules switched off, findings allowed with a reason.

use std::collections::BTreeMap;
use std::fmt;

use glidepath_domain::Allowed;

use crate::rule::LEAST_CHANCE;
use crate::{Rule, rules};

/// A finding the teller has chosen to live with.
pub type Allow = Allowed;

/// Settings of the reviewer, valid by construction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    thresholds: BTreeMap<(&'static str, &'static str), f64>,
    disabled: Vec<&'static str>,
    allowed: Vec<Allow>,
}

/// A setting that names no rule, no threshold, or a value that cannot be.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingsError {
    /// There is no such rule.
    UnknownRule {
        /// What was given.
        given: String,
        /// The rule most like it.
        nearest: &'static str,
    },
    /// The rule has no such threshold.
    UnknownKey {
        /// The rule.
        rule: &'static str,
        /// What was given.
        given: String,
        /// What the rule has.
        valid: Vec<&'static str>,
    },
    /// The value is not a finite number of nought or more, or a chance above 1.
    BadValue {
        /// The rule.
        rule: &'static str,
        /// The threshold.
        key: &'static str,
    },
    /// An `allow` without a reason.
    NoReason {
        /// The rule.
        rule: &'static str,
    },
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownRule { given, nearest } => {
                write!(f, "there is no rule \"{given}\"; the nearest is \"{nearest}\"")
            }
            Self::UnknownKey { rule, given, valid } if valid.is_empty() => {
                write!(
                    f,
                    "rule \"{rule}\" has no setting \"{given}\"; it has none besides \"enabled\""
                )
            }
            Self::UnknownKey { rule, given, valid } => {
                write!(
                    f,
                    "rule \"{rule}\" has no setting \"{given}\"; it has: enabled, {}",
                    valid.join(", ")
                )
            }
            Self::BadValue { rule, key } => write!(
                f,
                "rules.{rule}.{key} must be a number of nought or more, and a chance at most 1"
            ),
            Self::NoReason { rule } => write!(f, "allowing \"{rule}\" needs a reason"),
        }
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// Sets threshold `key` of the rule called `code`.
    ///
    /// # Errors
    /// When there is no such rule or threshold, or the value is negative or not finite.
    pub fn set(&mut self, code: &str, key: &str, value: f64) -> Result<(), SettingsError> {
        let rule = known(code)?;
        let setting = rule
            .settings
            .iter()
            .find(|s| s.key == key)
            .ok_or_else(|| SettingsError::UnknownKey {
                rule: rule.code,
                given: key.to_owned(),
                valid: rule.settings.iter().map(|s| s.key).collect(),
            })?;
        let most = if key == LEAST_CHANCE { 1.0 } else { f64::MAX };
        if !value.is_finite() || !(0.0..=most).contains(&value) {
            return Err(SettingsError::BadValue {
                rule: rule.code,
                key: setting.key,
            });
        }
        self.thresholds.insert((rule.code, setting.key), value);
        Ok(())
    }

    /// Switches the rule called `code` off; it is then reported as skipped.
    ///
    /// # Errors
    /// When there is no such rule.
    pub fn disable(&mut self, code: &str) -> Result<(), SettingsError> {
        self.disabled.push(known(code)?.code);
        Ok(())
    }

    /// Allows findings of the rule called `code`, with the teller's reason.
    ///
    /// # Errors
    /// When there is no such rule, or the reason is blank.
    pub fn allow(&mut self, code: &str, reason: &str) -> Result<(), SettingsError> {
        let rule = known(code)?;
        if reason.trim().is_empty() {
            return Err(SettingsError::NoReason { rule: rule.code });
        }
        self.allowed.push(Allow {
            rule: rule.code.to_owned(),
            reason: reason.trim().to_owned(),
        });
        Ok(())
    }

    pub(crate) fn threshold(&self, rule: &Rule, key: &str) -> f64 {
        let declared = rule.settings.iter().find(|s| s.key == key);
        if cfg!(test) {
            assert!(declared.is_some(), "rule {} declares no setting {key}", rule.code);
        }
        declared.map_or(0.0, |s| {
            self.thresholds.get(&(rule.code, s.key)).copied().unwrap_or(s.default)
        })
    }

    pub(crate) fn is_disabled(&self, rule: &Rule) -> bool {
        self.disabled.contains(&rule.code)
    }

    pub(crate) const fn allows_any(&self) -> bool {
        !self.allowed.is_empty()
    }

    pub(crate) fn allowed(&self, code: &str) -> Option<&Allow> {
        self.allowed.iter().find(|a| a.rule == code)
    }
}

fn known(code: &str) -> Result<&'static Rule, SettingsError> {
    rules::find(code).ok_or_else(|| SettingsError::UnknownRule {
        given: code.to_owned(),
        nearest: rules::nearest(code),
    })
}
