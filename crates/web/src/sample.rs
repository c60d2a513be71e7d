//! Sample answers, marked as samples wherever they are shown: from weak to strong, all invented.

use std::sync::LazyLock;

use glidepath_app::Reviewer;
use glidepath_app::review_answer::{Reviewed, review_answer};
use glidepath_domain::{Date, Principle};

use crate::answer_form::AnswerForm;

/// One invented answer.
#[derive(Debug)]
pub(crate) struct Sample {
    /// Its name in addresses.
    pub(crate) slug: &'static str,
    /// What it is called.
    pub(crate) name: &'static str,
    /// What it shows.
    pub(crate) shows: &'static str,
    question: &'static str,
    level: &'static str,
    role: &'static str,
    text: &'static str,
}

impl Sample {
    /// The form filled in with it.
    pub(crate) fn form(&self) -> AnswerForm {
        AnswerForm {
            text: self.text.to_owned(),
            question: self.question.to_owned(),
            level: self.level.to_owned(),
            role: self.role.to_owned(),
            sample: self.slug.to_owned(),
            ..AnswerForm::default()
        }
    }

    /// True while nobody has changed its words.
    pub(crate) fn is(&self, form: &AnswerForm) -> bool {
        let line = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        form.sample == self.slug && line(&form.text) == line(self.text)
    }
}

/// The sample called `slug`.
pub(crate) fn find(slug: &str) -> Option<&'static Sample> {
    ALL.iter().find(|s| s.slug == slug)
}

/// Every sample, reviewed by rules alone at their defaults: what pages about rules and principles refer to.
static REVIEWED: LazyLock<Vec<(&'static Sample, Reviewed)>> = LazyLock::new(|| {
    let day = Date {
        year: 2026,
        month: 6,
        day: 1,
    };
    let review = |sample: &'static Sample| {
        let reviewed = review_answer(sample.form().given(), &Reviewer::default(), day).ok()?;
        Some((sample, reviewed))
    };
    ALL.iter().filter_map(review).collect()
});

/// The samples in which the rule or strength called `code` is heard.
pub(crate) fn heard_in(code: &str) -> Vec<&'static Sample> {
    let hears = |r: &Reviewed| {
        r.review.findings.iter().any(|f| f.rule == code) || r.review.strengths.iter().any(|s| s.rule == code)
    };
    REVIEWED
        .iter()
        .filter(|(_, reviewed)| hears(reviewed))
        .map(|(sample, _)| *sample)
        .collect()
}

/// The samples that were asked for `principle`.
pub(crate) fn asked_for(principle: Principle) -> Vec<&'static Sample> {
    let asked = |r: &Reviewed| r.review.verdicts.iter().any(|v| v.principle == principle);
    REVIEWED
        .iter()
        .filter(|(_, reviewed)| asked(reviewed))
        .map(|(sample, _)| *sample)
        .collect()
}

/// Every sample, weakest first.
pub(crate) static ALL: [Sample; 6] = [
    Sample {
        slug: "platform",
        name: "The platform everybody loved",
        shows: "weak: we, alignment, and nobody in the way",
        question: "Tell me about a time you took on something outside your area of responsibility.",
        level: "L6",
        role: "sde",
        text: "So at my previous company we were in the logistics space, and as you know logistics is a really competitive \
market where customer expectations keep going up. Our vision was to become the leading platform for the mid-market, and \
leadership had a strong focus on alignment across teams and on operational excellence. My manager asked me to lead a \
strategic initiative to modernise our services.\n\n\
We got all the stakeholders together and we aligned on a common vision. We decided to move to microservices, and we set up \
Kafka and Kubernetes with a service mesh and an event-sourced ledger. The old system was a mess because the contractor who \
had built it did not know what he was doing. I really think outside the box, so I worked nights and weekends to get it over \
the finish line.\n\n\
The team delivered on time and everybody was very happy with it. It was a huge success and it significantly improved \
performance. I would say it showed a lot of ownership and customer obsession on my side. At the end of the day, \
collaboration is what drives results.",
    },
    Sample {
        slug: "invoices-first",
        name: "The check that had to go, first telling",
        shows: "weak: a real story told from far away, and nobody decides",
        question: "Tell me about a time you disagreed with a decision and what you did about it.",
        level: "L5",
        role: "sde",
        text: "I was on the payments team at a company that runs software for about six hundred veterinary clinics. It is a \
quiet sort of business, nobody writes about it, but the clinics depend on it for everything from appointments to the till. \
We had been bought the year before, there had been two rounds of reorganisation, and the new owners had a strong view of \
where the market was going. I had come from a bank two years earlier. My part was the settlement side: files arrive from \
three card companies at night, they are matched with what the clinics booked, and in the morning the money goes out. There \
were five of us, and we sat next to the support people, which I liked, because one heard what the clinics were saying.\n\n\
There was a nightly job that compared card settlements with what the clinics had booked, and it was decided to drop it \
because of the cost. We felt that it was a bit risky. We had a lot of discussions about it and we looked at the data, and \
we found quite a few cases where it would have helped. In the end we aligned on a compromise that everybody was happy with.\n\n\
Really, in an organisation like ours it is alignment across stakeholders that drives outcomes. The job was switched off, \
and a smaller check was put in place that support could run. It worked very well and it saved a lot of money.",
    },
    Sample {
        slug: "search",
        name: "The search box",
        shows: "weak: figures in every line, and no reason why they moved",
        question: "Tell me about a time you used data to improve something.",
        level: "L5",
        role: "pm",
        text: "I own search at an online shop for garden tools. In the spring I worked on the search box. The number of searches a day was \
41,000, the average query was 2.3 words, 18% of the searches had no result, and 7% of the visitors used the filter. Mobile was 64% \
of the traffic and desktop was 36%.\n\n\
I made an improvement to the search experience with my team and we released it in May. After the release the share of searches \
without a result was 11%, the click rate was 46%, the conversion was 3.9%, the time to first click was 5 seconds, and we had 52,000 \
searches a day. The satisfaction score was 8.1 and the bounce rate was 29%.\n\n\
In the summer we had 60,000 searches a day and 2.6 words a query. Revenue from search was $1.4 million more a year, which was 12%. So \
the numbers show that it was a success, and everybody was happy with the result.",
    },
    Sample {
        slug: "invoices",
        name: "The check that had to go",
        shows: "middling: a real decision, told late, with stock phrases",
        question: "Tell me about a time you disagreed with a decision and what you did about it.",
        level: "L5",
        role: "sde",
        text: "I was on the payments team at a company that runs software for about six hundred veterinary clinics. It is a \
quiet sort of business, nobody writes about it, but the clinics depend on it for everything from appointments to the till. \
We had been bought the year before, there had been two rounds of reorganisation, and the new owners had a strong view of \
where the market was going. I had come from a bank two years earlier. My part was the settlement side: files arrive from \
three card companies at night, they are matched with what the clinics booked, and in the morning the money goes out. There \
were five of us, and we sat next to the support people, which I liked, because one heard what the clinics were saying.\n\n\
In March my director, Ines, decided to drop the nightly job that compared card settlements with what the clinics had booked. \
I disagreed, because I thought we would pay clinics the wrong amount and not notice for weeks. The job cost us $9,000 a \
month in database time, and it had not raised an alarm since Christmas, so she had a point.\n\n\
I asked her for three days. I pulled every correction that support had made by hand that year, 412 of them, and I replayed \
the comparison over the same nights. It would have caught 23. All of them were clinics that had changed their bank. I showed \
Ines both numbers, the nine thousand and the twenty-three, and I offered a smaller check that looked only at clinics with a \
new bank account. She still said no, because the banks were about to send that notice themselves.\n\n\
Really, in an organisation like ours it is alignment across stakeholders that drives outcomes. So I switched the job off the \
same afternoon, and I wrote the query for new accounts as something that support could run on Fridays. That took me half a \
day, and nobody had decided against it.\n\n\
It found five wrong payouts in April, down from about nine a month that clinics used to report themselves. One was a clinic \
in Leeds that I rang myself, because they would have been $3,100 short in the week they paid wages. We saved the nine \
thousand, and everybody was aligned on a path that moved the needle for the whole organisation.",
    },
    Sample {
        slug: "rota",
        name: "The rota that emptied a team",
        shows: "good: a manager's own mistake, one person in it, and what changed",
        question: "Tell me about a time you made a mistake with a person in your team.",
        level: "L6",
        role: "em",
        text: "I nearly lost the best engineer I had over a rota, and it was my doing. I was managing nine people who ran the \
booking system for a chain of ferries, and in spring I put everybody on call every third week, because two had left and I did \
not want to ask my director for help.\n\n\
Tomasz told me in April that it was too much. He had a new baby, he had been woken eleven times that month, and he asked to \
come off the rota. I said that I could not make an exception. I thought it was fair because it was the same for all. A week \
later he told me he had an offer from somewhere else.\n\n\
I asked him for two weeks, and I read every page we had been sent since January: 214 of them. I sorted them by hand with \
him, and 160 came from one alarm on queue length that had never once needed anybody. I could either hire for the rota or stop \
the noise. Hiring would have taken until autumn, so I chose the noise, and I stopped two features for a month to do it. My \
director was angry about the one the harbour had been promised. I rang the harbour master myself and gave him a new date.\n\n\
By July we were woken 9 times a month, down from 53, and the rota was one week in six. Tomasz stayed. He told me later that \
it was not the nights, it was that I had not looked. I had treated being equal as being fair. I now ask each person, once a \
month, what the rota costs them, and I have moved two people off it since.",
    },
    Sample {
        slug: "pager",
        name: "The pager nobody carried",
        shows: "strong: opens with the conflict, measured, and honest about a mistake",
        question: "Tell me about a time you had to change course in the middle of something.",
        level: "L6",
        role: "sde",
        text: "I told a hospital we would go live on the first of June, and in the middle of May I had to ring them and take \
it back. I was the engineer responsible for a nurse-call system in four hospitals, and the wards were waiting for it: the old \
one dropped about one call in eighty.\n\n\
I had two ways to build the alert. One was to push it to the phones the nurses had already; the other was a small pager of \
our own. The phones were cheaper by $140,000 and would be ready ten weeks sooner, so I chose the phones. I wrote down then \
what would make me change my mind: more than one missed call in a thousand.\n\n\
In the first week of trial I sat on a night shift with Ruth, the ward sister, and I counted. We missed one in ninety. I had \
tested on a desk, and phones in a pocket go to sleep. I tried two fixes with the phone maker's engineers, and they brought it \
to one in three hundred, and no further. My manager wanted to go live and mend it afterwards, since the contract had a date \
in it. I said no, because a missed call there is somebody on a floor. I showed him the count, and I asked him to come to the \
call with the hospital. He came, and he was not happy, but he backed it.\n\n\
We went to the pager. I cut everything else from the release to make room: no reports, no colour, one button. It went live \
on the ninth of August, ten weeks late, and in the first month it missed 2 calls in 31,000, from one in eighty before. We paid \
the hospital a penalty of $60,000. Ruth's ward stopped sending somebody round every half hour to check, which was the thing \
they had wanted from the beginning.\n\n\
What I got wrong was the test. I now do the first trial where the thing will be used, before I promise a date, and we made \
that a line in our release checklist: two other teams have since caught a problem with it.",
    },
];

#[cfg(test)]
mod tests {
    use super::{ALL, REVIEWED};

    /// Share of a panel that would mark the sample below.
    fn below(slug: &str) -> f64 {
        REVIEWED
            .iter()
            .find(|(sample, _)| sample.slug == slug)
            .map_or(f64::NAN, |(_, reviewed)| reviewed.review.overall.panel.below)
    }

    #[test]
    fn the_weak_are_heard_as_weak_and_the_strong_as_strong() {
        assert_eq!(REVIEWED.len(), ALL.len());
        for weak in ["platform", "invoices-first"] {
            for strong in ["rota", "pager"] {
                assert!(
                    below(weak) > below(strong) + 0.25,
                    "{weak} {} {strong} {}",
                    below(weak),
                    below(strong)
                );
            }
        }
    }
}
