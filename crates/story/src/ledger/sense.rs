//! What a word stands for when the same thing is told again in other words: irregular forms under their verb, and a few
//! everyday words under one another. Whoever tells a thing twice seldom uses the same word for it twice.

use crate::stem::stem;

/// Each line is one sense; its first word names it.
const SENSES: &str = "\
    answer answered reply replied replies\n\
    ask asked asking request\n\
    begin began begun beginning start started starting\n\
    build built building builder builders rebuild rebuilt\n\
    buy bought purchase purchased purchasing\n\
    break broke broken\n\
    choose chose chosen\n\
    client clients customer customers\n\
    close closed closing shut\n\
    error errors mistake mistakes fault faults\n\
    fail failed failing failure failures\n\
    feel felt\n\
    find found finding discovered discover spotted noticed\n\
    finish finished complete completed\n\
    fix fixed repair repaired repairs mend mended correct corrected correction\n\
    hire hired hiring recruit recruited\n\
    hold held\n\
    keep kept\n\
    know knew known\n\
    lead led\n\
    leave left leaving leavers\n\
    lose lost loss losses losing\n\
    live launch launched shipped ship release released\n\
    mail mails email emails letter letters\n\
    meet met meeting\n\
    miss missed missing\n\
    month months monthly\n\
    move moved moving migrate migrated migration migrations\n\
    pay paid payment payments paying\n\
    quit quitting resign resigned\n\
    reject rejected refuse refused\n\
    replace replaced replacement swap swapped\n\
    return returned returns\n\
    sell sold sale sales selling\n\
    send sent sending\n\
    share shared proportion\n\
    show showed shown\n\
    speak spoke spoken talk talked\n\
    spend spent spending\n\
    staff employees workforce\n\
    stop stopped stopping halt halted pause paused\n\
    teach taught train trained training\n\
    tell told telling\n\
    test tested testing tests trial trialled try tried\n\
    think thought\n\
    wait waited waiting waits\n\
    win won\n\
    write wrote written\n\
    year years yearly annual annually";

/// The stem of what a word in lower case stands for.
pub(super) fn sense(word: &str) -> String {
    let line = SENSES.lines().find(|line| line.split(' ').any(|one| one == word));
    let name = line.and_then(|line| line.split(' ').find(|one| !one.is_empty()));
    stem(name.unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::sense;

    #[test]
    fn words_of_one_sense_meet() {
        assert_eq!(sense("spent"), sense("spending"));
        assert_eq!(sense("halted"), sense("paused"));
        assert_eq!(sense("migration"), sense("moved"));
        assert_eq!(sense("portals"), sense("portal"));
        assert_ne!(sense("answered"), sense("asked"));
    }
}
