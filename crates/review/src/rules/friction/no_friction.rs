//! `no-friction`: nobody disagreed, nothing was in the way, no hard call.

use glidepath_domain::{Form, Severity};

use crate::kinds::{asked_for_conflict, friction, turns_per_hundred};
use crate::rule::{Example, Group, Nature, Rule, Setting};
use crate::{Case, Notes, Signal};

/// A story in which nothing stood against the teller.
pub static RULE: Rule = Rule {
    code: "no-friction",
    group: Group::Friction,
    nature: Nature::Flaw {
        severity: Severity::Watch,
        instead: "Say who disagreed or what was in the way, and at which moment you did not know what to do.",
        ask: "Who was against this, and what did you do about it?",
    },
    title: "Nothing stood in the way",
    what: "Looks over the whole answer for people who differed, things in the way, things that failed and hard calls, and for the small \
        words that turn a sentence round (but, until, not). Flags a full-length story that has next to none of them. Leaves alone short \
        answers, questions about a habit or an opinion, and answers to a question about a conflict.",
    why: "A job in which nothing resisted shows how the work goes, not how you do. An interviewer hears either luck or a story with the hard \
        part left out.",
    needs: &[],
    settings: &[
        Setting::least_chance(0.32),
        Setting {
            key: "min_words",
            default: 100.0,
            meaning: "words an answer must have to be judged",
            source: "domain §4",
        },
        Setting {
            key: "most",
            default: 3.0,
            meaning: "weight of opposition, obstacles and setbacks together with turning words per hundred at which it still counts as none",
            source: "fitted on corpus/train",
        },
    ],
    flags: &[
        Example::of(
            "I was the planner for a bus depot with 140 drivers. My manager wanted a new roster for the winter timetable. I collected the routes, \
             I listed the shifts and I put them into the planning sheet. I met each of the supervisors and they gave me their preferences. I built \
             the roster in two weeks, I presented it to the managers and they were happy with the layout. I printed it, I posted it in the canteen \
             and I answered the questions of the drivers. The roster started on the first of November. Overtime came to 310 hours in that month, \
             which was under the plan. My manager thanked me at the review and used the sheet for the summer as well. I was proud of the work and of \
             the whole team around me.",
        ),
        Example::of(
            "so I run the front office of a dental practice and um we had paper forms and I moved them to tablets so I looked at three vendors and I \
             picked one and I ordered eight tablets and I set them up and I wrote a little guide for the patients and I trained the receptionists in \
             one afternoon and they picked it up quickly and we started on a monday and people liked it and it took four minutes per patient and the \
             dentists could see the answers right on their screen and then I added the consent form and the recall form and the other practice in \
             our group asked me for the guide so I sent it to them and they use it as well and yeah that was my project for the year and I am happy \
             with how it turned into the standard",
        ),
        Example::of(
            "I led the introduction of a supplier portal at a furniture maker. I defined the scope, I mapped the process and I wrote the \
             specification together with purchasing. I selected the platform, I set up the workflow and I configured the reports. I organised \
             training for 45 suppliers in six sessions and I prepared the materials in three languages. I launched the portal in March and 42 of \
             the suppliers were active by June. Orders are now confirmed in two days on average. I reported the progress to the board every month \
             and I received strong support from the managing director throughout. The portal is the standard for all plants today and I have \
             described it at an industry meeting in Leipzig.",
        ),
    ],
    passes: &[
        // Somebody said no, and something gave way.
        Example::of(
            "I was the planner for a bus depot with 140 drivers, and the winter roster had to take out eleven shifts. The union refused the first \
             draft in the room. Their point was the split shifts: a driver from the north side would be away from home for fourteen hours. I \
             could not find the hours anywhere else, and I said so. So I asked two of them to build it with me over three evenings. We kept \
             nine of the splits, paid the waiting time, and gave up the Sunday express. My manager was not pleased about the express, but he \
             signed. Nobody resigned over the winter, and overtime went from 520 hours a month to 310. I still do not know whether it would have \
             held in a colder year.",
        ),
        // Trouble with things, not with people, is friction too.
        Example::of(
            "so the tablets kept dropping off the wifi in the back rooms and I mean every afternoon around three and nobody knew why and the \
             vendor said it was our walls and the electrician said it was the vendor and I had forty patients a day typing the same thing twice \
             so I couldn't wait for them to agree and I went round with my phone and a notebook for two days and it was the steriliser it comes \
             on at three and it knocks the signal out so the fix was to move one box but it meant drilling in a surgery on a working day and \
             we lost a morning of appointments for it and after that it never dropped again",
        ),
        // Too short to say what is lacking.
        Example::of(
            "I moved our paper forms to tablets, I trained the receptionists, and it takes four minutes per patient now.",
        ),
        // A failure owned is friction enough.
        Example::of(
            "I was the planner for a bus depot with 140 drivers. I built the winter roster in two weeks, and I \
             forgot the school holidays. On the first Monday eleven buses stood in the yard while two routes had \
             none, and the drivers found me in the canteen. It was my mistake and I said so. I sat down with the \
             two oldest of them and we moved the shifts by hand until ten at night. By Wednesday every route had \
             its bus. Overtime came to 310 hours in that month, twice the plan, and I told my manager before she \
             asked. I have a second pair of eyes on the calendar before anything is printed.",
        ),
    ],
    check,
};

fn check(case: &Case<'_>, notes: &mut Notes<'_>) {
    if (case.transcript.words as f64) < notes.setting("min_words")
        || asked_for_conflict(case)
        || case.asked(|q| q.form != Form::Event)
    {
        return;
    }
    if case.weight(Signal::Hypothetical) >= 2.0 || case.weight(Signal::Disagreement) >= 0.99 {
        return;
    }
    let weight = friction(case) + turns_per_hundred(case.transcript);
    let most = notes.setting("most");
    if weight <= most {
        notes.answer(0.85 - 0.25 * weight / most.max(0.1));
    }
}
