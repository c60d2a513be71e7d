//! A whole-number programme in the terms planning needs, solved to proof by microlp. It knows nothing of stories.
//!
//! All costs and coefficients are whole numbers, so the solver may round its bounds up; an answer is read back as whole
//! numbers and checked against every row in whole numbers before anybody sees it. Work is bounded by counting steps of
//! branch and bound, never by a clock, so that the same problem ends the same way everywhere.

use microlp::{
    ComparisonOp, Error, LinearExpr, OptimizationDirection, Problem, SolutionStatus, SolveOptions, Variable,
};

use crate::Unsolved;

/// Steps of branch and bound before a problem is given up: about nine times the most that any of 4,200 random loops took.
const MOST_STEPS: u64 = 10_000;

/// A whole number to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Choice(usize);

/// How a row's sum is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    AtMost(i32),
    AtLeast(i32),
    Exactly(i32),
}

struct Column {
    cost: i32,
    most: i32,
}

/// Rows and costs; the least cost is sought.
#[derive(Default)]
pub(crate) struct Programme {
    columns: Vec<Column>,
    rows: Vec<(Vec<(Choice, i32)>, Bound)>,
}

/// The least-cost answer, proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    values: Vec<i32>,
    pub(crate) cost: i64,
}

impl Answer {
    pub(crate) fn value(&self, choice: Choice) -> i32 {
        self.values[choice.0]
    }

    pub(crate) fn takes(&self, choice: Choice) -> bool {
        self.value(choice) > 0
    }
}

impl Programme {
    /// A number from 0 to `most`.
    pub(crate) fn number(&mut self, cost: i32, most: i32) -> Choice {
        self.columns.push(Column { cost, most });
        Choice(self.columns.len() - 1)
    }

    /// Yes or no.
    pub(crate) fn yes(&mut self, cost: i32) -> Choice {
        self.number(cost, 1)
    }

    pub(crate) fn row(&mut self, terms: Vec<(Choice, i32)>, bound: Bound) {
        self.rows.push((terms, bound));
    }

    /// The sum of `choices`, bounded.
    pub(crate) fn sum(&mut self, choices: impl IntoIterator<Item = Choice>, bound: Bound) {
        self.row(choices.into_iter().map(|choice| (choice, 1)).collect(), bound);
    }

    /// The least-cost answer, or `None` where it is proved that there is none.
    pub(crate) fn solve(&self) -> Result<Option<Answer>, Unsolved> {
        // Rows over nothing never reach the solver: they hold or they do not.
        if self
            .rows
            .iter()
            .any(|(terms, bound)| terms.is_empty() && !bound.holds(0))
        {
            return Ok(None);
        }
        if self.columns.is_empty() {
            return Ok(Some(Answer {
                values: Vec::new(),
                cost: 0,
            }));
        }
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let variables: Vec<Variable> = self
            .columns
            .iter()
            .map(|column| match column.most {
                1 => problem.add_binary_var(f64::from(column.cost)),
                most => problem.add_integer_var(f64::from(column.cost), (0, most)),
            })
            .collect();
        for (terms, bound) in self.rows.iter().filter(|(terms, _)| !terms.is_empty()) {
            let mut sum = LinearExpr::empty();
            for &(choice, factor) in terms {
                sum.add(variables[choice.0], f64::from(factor));
            }
            let (op, limit) = match *bound {
                Bound::AtMost(limit) => (ComparisonOp::Le, limit),
                Bound::AtLeast(limit) => (ComparisonOp::Ge, limit),
                Bound::Exactly(limit) => (ComparisonOp::Eq, limit),
            };
            problem.add_constraint(sum, op, f64::from(limit));
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(MOST_STEPS);
        let outcome = match problem.solve_with(options) {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) => return Ok(None),
            Err(error) => return Err(Unsolved::Solver(error.to_string())),
        };
        let steps = outcome.stats().nodes_solved;
        let Some(solution) = outcome.solution().filter(|s| s.status() == SolutionStatus::Optimal) else {
            return Err(Unsolved::GaveUp { steps });
        };
        // Values lie within a millionth of a whole number, and all bounds are far below 2^31.
        let values: Vec<i32> = variables
            .iter()
            .map(|&v| solution.var_value(v).round() as i32)
            .collect();
        self.check(values).map(Some)
    }

    fn check(&self, values: Vec<i32>) -> Result<Answer, Unsolved> {
        let in_range = values
            .iter()
            .zip(&self.columns)
            .all(|(&value, column)| (0..=column.most).contains(&value));
        let holds = self.rows.iter().all(|(terms, bound)| {
            bound.holds(
                terms
                    .iter()
                    .map(|&(choice, factor)| i64::from(values[choice.0]) * i64::from(factor))
                    .sum(),
            )
        });
        if !in_range || !holds {
            return Err(Unsolved::Solver("an answer that breaks a rule".to_owned()));
        }
        let cost = values
            .iter()
            .zip(&self.columns)
            .map(|(&value, column)| i64::from(value) * i64::from(column.cost))
            .sum();
        Ok(Answer { values, cost })
    }
}

impl Bound {
    fn holds(self, sum: i64) -> bool {
        match self {
            Self::AtMost(limit) => sum <= i64::from(limit),
            Self::AtLeast(limit) => sum >= i64::from(limit),
            Self::Exactly(limit) => sum == i64::from(limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_whole_answer_is_found() {
        // A triangle needs two of its corners to touch all sides, though halves would do with one and a half.
        let mut programme = Programme::default();
        let corner: Vec<Choice> = (0..3).map(|_| programme.yes(1)).collect();
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            programme.sum([corner[a], corner[b]], Bound::AtLeast(1));
        }
        assert_eq!(programme.solve().unwrap().unwrap().cost, 2);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let mut programme = Programme::default();
        let choice = programme.yes(0);
        programme.row(vec![(choice, 2)], Bound::Exactly(1));
        assert_eq!(programme.solve(), Ok(None));
        let mut nothing = Programme::default();
        nothing.sum([], Bound::AtLeast(1));
        assert_eq!(nothing.solve(), Ok(None));
        assert_eq!(Programme::default().solve().unwrap().unwrap().cost, 0);
    }
}
