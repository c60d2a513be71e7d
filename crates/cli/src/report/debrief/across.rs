//! What no single interviewer brought: the argument, red flags, what the Bar Raiser makes of all rounds together.

use glidepath_app::hand_out_debrief::words::{self, said_in, told_in};
use glidepath_domain::{Argument, BarRaiserView, Pattern, RedFlag};

use super::{Page, coded, quoted, signed};
use crate::paint::Ink;
use crate::report::text::heading;
use crate::wrap::{WIDTH, fill};

impl Page<'_> {
    pub(super) fn arguments(&self) -> String {
        if self.debrief.arguments.is_empty() {
            return String::new();
        }
        let mut out = heading("argued", self.paint);
        for argument in &self.debrief.arguments {
            out.push_str(&self.argument(argument));
        }
        out
    }

    fn argument(&self, argument: &Argument) -> String {
        let over = argument.principle.map_or("the vote", glidepath_domain::Principle::name);
        let mut out = format!("  {}\n", self.paint.ink(Ink::Strong, &format!("Over {over}")));
        for (seat, line) in [
            (argument.for_seat, &argument.for_line),
            (argument.against_seat, &argument.against_line),
        ] {
            let said = format!("{}: {}", self.name(seat), line.says);
            out.push_str(&signed("  ", line, &said, self.paint));
            if let Some(quote) = &line.quote {
                out.push_str(&quoted(quote, &said_in(quote), 4, self.paint));
            }
        }
        out.push_str(&format!("{}\n", fill(&argument.ends, WIDTH, "  ")));
        out
    }

    pub(super) fn red_flags(&self) -> String {
        if self.debrief.red_flags.is_empty() {
            return String::new();
        }
        let mut out = heading("red flags", self.paint);
        for flag in &self.debrief.red_flags {
            out.push_str(&self.red_flag(flag));
        }
        out
    }

    fn red_flag(&self, flag: &RedFlag) -> String {
        let title = format!("{} ({})", flag.title, words::in_rounds(&flag.rounds));
        let mut out = coded("  ! ", Ink::Costly, &title, &flag.code, self.paint);
        out.push_str(&format!("{}\n", fill(&flag.why, WIDTH, "    ")));
        for quote in &flag.quotes {
            out.push_str(&quoted(quote, &said_in(quote), 4, self.paint));
        }
        out
    }

    pub(super) fn bar_raiser(&self) -> String {
        let Some(view) = &self.debrief.bar_raiser else {
            return String::new();
        };
        let paint = self.paint;
        let mut out = heading("the bar raiser, across rounds", paint);
        out.push_str(&format!(
            "{}\n",
            fill(&format!("{}: {}", self.name(view.seat), view.says), WIDTH, "  ")
        ));
        if let Some(why) = &view.veto {
            out.push_str(&format!(
                "{}\n",
                paint.ink(Ink::Costly, &fill(&format!("Veto. {why}"), WIDTH, "  "))
            ));
        }
        for one in &view.contradictions {
            let said = format!("Told two ways, {}: {}", one.what, one.how);
            out.push_str(&format!(
                "  {} {}\n",
                paint.ink(Ink::Costly, "!"),
                fill(&said, WIDTH, "    ").trim_start()
            ));
            for quote in [&one.first, &one.second] {
                out.push_str(&quoted(quote, &said_in(quote), 4, paint));
            }
        }
        out.push_str(&self.retold(view));
        out.push_str(&self.patterns("seen in several settings:", &view.repeated));
        out.push_str(&self.patterns("seen once:", &view.once));
        out
    }

    fn retold(&self, view: &BarRaiserView) -> String {
        let told = view.retold.iter().map(|one| {
            let same = one.same_principle.map_or(String::new(), |principle| {
                format!(
                    "; both times for {}, so the second showed nothing new",
                    principle.name()
                )
            });
            let said = format!(
                "Told more than once, {}: {}, and again {}{same}.",
                one.what,
                told_in(one.first),
                told_in(one.again)
            );
            let sign = self.paint.ink(Ink::Watch, "~");
            format!("  {sign} {}\n", fill(&said, WIDTH, "    ").trim_start())
        });
        told.collect()
    }

    fn patterns(&self, name: &str, patterns: &[Pattern]) -> String {
        if patterns.is_empty() {
            return String::new();
        }
        let mut out = format!("{}\n", self.paint.ink(Ink::Quiet, &format!("  {name}")));
        for pattern in patterns {
            let said = format!("{} ({})", pattern.title, words::in_rounds(&pattern.rounds));
            let sign = self.paint.ink(Ink::Good, "+");
            out.push_str(&format!("  {sign} {}\n", fill(&said, WIDTH, "    ").trim_start()));
        }
        out
    }
}
