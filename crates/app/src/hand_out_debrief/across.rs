//! What no single interviewer brought: the argument, red flags, what the Bar Raiser makes of all rounds together.

use glidepath_domain::{Argument, BarRaiserView, Debrief, Pattern, RedFlag};

use super::words::{self, told_in};
use super::{Page, name, one_line};

impl Page {
    pub(super) fn arguments(&mut self, arguments: &[Argument], debrief: &Debrief) {
        if arguments.is_empty() {
            return;
        }
        self.line("\n## Argued");
        for argument in arguments {
            let over = argument.principle.map_or("The vote", glidepath_domain::Principle::name);
            self.line(format!("\n### {over}"));
            for (seat, line) in [
                (argument.for_seat, &argument.for_line),
                (argument.against_seat, &argument.against_line),
            ] {
                self.line(format!("\n**{}:** {}", name(debrief, seat), one_line(&line.says)));
                if let Some(quote) = &line.quote {
                    self.quote(quote, "");
                }
            }
            self.paragraph(&argument.ends);
        }
    }

    pub(super) fn red_flags(&mut self, flags: &[RedFlag]) {
        if flags.is_empty() {
            return;
        }
        self.line("\n## Red flags");
        for flag in flags {
            self.line(format!(
                "\n### {} ({})",
                one_line(&flag.title),
                words::in_rounds(&flag.rounds)
            ));
            self.paragraph(&flag.why);
            for quote in &flag.quotes {
                self.quote(quote, "");
            }
        }
    }

    pub(super) fn bar_raiser(&mut self, view: &BarRaiserView) {
        self.line("\n## The Bar Raiser, across rounds");
        self.paragraph(&view.says);
        if let Some(why) = &view.veto {
            self.line(format!("\n**Veto.** {}", one_line(why)));
        }
        for one in &view.contradictions {
            self.line(format!("\n### Told two ways: {}", one_line(&one.what)));
            self.paragraph(&one.how);
            self.quote(&one.first, "");
            self.quote(&one.second, "");
        }
        if !view.retold.is_empty() {
            self.line("\n### Told more than once\n");
            for one in &view.retold {
                let same = one.same_principle.map_or(String::new(), |principle| {
                    format!(
                        "; both times for {}, so the second showed nothing new",
                        principle.name()
                    )
                });
                self.line(format!(
                    "- {}: {}, and again {}{same}",
                    one_line(&one.what),
                    told_in(one.first),
                    told_in(one.again)
                ));
            }
        }
        self.patterns("Seen in several settings", &view.repeated);
        self.patterns("Seen once", &view.once);
    }

    fn patterns(&mut self, name: &str, patterns: &[Pattern]) {
        if patterns.is_empty() {
            return;
        }
        self.line(format!("\n### {name}\n"));
        for pattern in patterns {
            self.line(format!(
                "- {} ({})",
                one_line(&pattern.title),
                words::in_rounds(&pattern.rounds)
            ));
        }
    }
}
