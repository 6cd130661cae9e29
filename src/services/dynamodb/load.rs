//! How the load of a month is spread over the week, and the capacity that it needs.

use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow, SECONDS_PER_HOUR};
use crate::scenario::Schedule;
use crate::working::{Named as _, Silent, Trace, Working};
use crate::workload::Workload;
use crate::workload::shape::Week;

use super::week::CapacityWeek;

/// An hour's mean divided by the mean of all hours of the week, as a fraction. The fraction is in
/// lowest terms if the weights are whole, as the weights of every named shape are.
#[derive(Clone, Copy, Debug)]
struct Ratio<T> {
    over: Working<T>,
    under: Working<T>,
}

impl<T: Trace> Ratio<T> {
    /// The ratio of an hour of this weight. Its labels name the busiest hour, as derivations show
    /// only the busiest hour.
    fn new(on: T, weight: Figure, week: &Week) -> Result<Self, Overflow> {
        let over = on.of(weight, "weight of the busiest hour") * HOURS_PER_WEEK;
        let under = on.of(week.sum(), "weight of the week");
        let common = common_divisor(over.figure()?, week.sum());
        let Some(common) = common.filter(|common| *common > Figure::ONE) else {
            return Ok(Self { over, under });
        };
        let over = over / common.named("common divisor");
        let under = under / common.named("common divisor");
        Ok(Self {
            over: over
                .step("busiest hour", "parts in the busiest hour")?
                .expr(),
            under: under.step("mean hour", "parts in a mean hour")?.expr(),
        })
    }
}

/// The largest number that divides both; `None` if one is not whole, or both are zero.
fn common_divisor(a: Figure, b: Figure) -> Option<Figure> {
    let whole = |figure: Figure| {
        let number = u64::try_from(figure.value()).ok()?;
        (Figure::whole(number) == figure).then_some(number)
    };
    let (mut a, mut b) = (whole(a)?, whole(b)?);
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    (a > 0).then(|| Figure::whole(a))
}

/// A month's units × the hour's ratio ÷ `under`: multiplied first, or divided first if the product
/// is too large.
fn divided<T: Trace>(monthly: Working<T>, ratio: Ratio<T>, under: Working<T>) -> Working<T> {
    let quotient = monthly.scaled(ratio.over) / under;
    match quotient.figure() {
        Ok(_) => quotient,
        Err(Overflow) => (monthly / under).scaled(ratio.over),
    }
}

/// How a month's units are spread over the week.
#[derive(Clone, Debug)]
pub struct Load<T = Silent> {
    week: Week,
    hours: Figure,
    busiest: Ratio<T>,
}

impl<T: Trace> Load<T> {
    /// The load of a workload.
    ///
    /// # Errors
    /// [`Overflow`] if a weight is too large. Weights within the field's bounds fit.
    pub fn from_workload(workload: &Workload<'_, T>) -> Result<Self, Overflow> {
        let week = Week::from_traffic(&workload.scenario.traffic)?;
        Self::over(workload.on(), week, workload.hours())
    }

    /// The load of a month of this length that repeats a week.
    fn over(on: T, week: Week, hours: Figure) -> Result<Self, Overflow> {
        Ok(Self {
            busiest: Ratio::new(on, week.max(), &week)?,
            week,
            hours,
        })
    }

    /// The seconds of a month, multiplied by the parts of a mean hour.
    fn seconds<U: Trace>(&self, ratio: Ratio<U>) -> Working<U> {
        let hours = ratio.under.trace().of(self.hours, "hours");
        (hours * SECONDS_PER_HOUR).scaled(ratio.under)
    }

    /// The smallest whole number of units of which an hour uses at most the target; at least 1,
    /// which is the least that AWS provisions.
    fn units<U: Trace>(&self, monthly: Working<U>, ratio: Ratio<U>, target: Figure) -> Working<U> {
        let under = self.seconds(ratio) * target.named("target utilization");
        let units = monthly.scaled(ratio.over).steps_of(under);
        let units = match units.figure() {
            Ok(_) => units,
            // The product is too large, so the division comes first.
            Err(Overflow) => divided(monthly, ratio, under).rounded_up(),
        };
        units.at_least(1)
    }

    /// A figure for each hour of the week, computed from the hour's weight, once for equal weights.
    /// `busiest` is that of the largest weight, if it is known already.
    fn by_hour<V: Copy>(
        &self,
        busiest: Option<V>,
        of: impl Fn(Ratio<Silent>) -> Result<V, Overflow>,
    ) -> Result<Vec<V>, Overflow> {
        let all = self.week.alike();
        let unknown = match (busiest, all) {
            (Some(_), [others @ .., _]) => others,
            _ => all,
        };
        let mut different = Vec::with_capacity(all.len());
        for one in unknown {
            different.push(of(Ratio::new(Silent, one.weight, &self.week)?)?);
        }
        different.extend(busiest);
        let places = self.week.places().iter();
        Ok(places
            .filter_map(|place| different.get(usize::from(*place)).copied())
            .collect())
    }

    /// The capacity that this many units a month need: in the busiest hour, and over the week.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn capacity(
        &self,
        monthly: Working<T>,
        target: Figure,
        schedule: Schedule,
    ) -> Result<(Working<T>, CapacityWeek), Overflow> {
        let busiest = self.units(monthly, self.busiest, target);
        let most = busiest.figure()?;
        let week = match schedule {
            Schedule::PeakHour => CapacityWeek::Flat(most),
            Schedule::Hourly => {
                let monthly = Silent.of(monthly.figure()?, "");
                let units = |ratio| self.units(monthly, ratio, target).figure();
                CapacityWeek::Hourly(self.by_hour(Some(most), units)?)
            }
        };
        Ok((busiest, week))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::read::read_section;
    use crate::fields::{Faults, Node, Place};
    use crate::quantity::WEEK;
    use crate::scenario::{self};

    /// The load of a week with these weights, in a month of 730 hours.
    fn load(weights: [u32; WEEK]) -> Load {
        let weights = weights.map(|weight| weight.to_string()).join(",");
        let fields = [
            ("requests_per_month", "1".to_owned()),
            ("shape", "custom".to_owned()),
            ("weights", weights),
        ];
        let fields = fields.map(|(name, text)| (name.into(), Node::Text(text.into())));
        let mut faults = Faults::default();
        let fields = Node::Map(fields.to_vec());
        let said: scenario::Traffic = read_section(&fields, &Place::ROOT, &mut faults);
        let week = Week::from_traffic(&faults.into_result(said).unwrap()).unwrap();
        Load::over(Silent, week, Figure::whole(730)).unwrap()
    }

    fn capacity(load: &Load, monthly: Figure, target: Figure, schedule: Schedule) -> CapacityWeek {
        let monthly = Silent.of(monthly, "");
        load.capacity(monthly, target, schedule).unwrap().1
    }

    fn unit_hours(week: &CapacityWeek, hours: u32) -> String {
        let held = Silent.of(week.held().unwrap(), "");
        let hours = week.unit_hours(held, Silent.of(hours, ""));
        hours.figure().unwrap().to_string()
    }

    #[test]
    fn capacity_is_whole_and_covers_the_target() {
        let target = Figure::whole(7).checked_div(10_u32.into()).unwrap();
        let flat = load([1; WEEK]);
        let units = |per_second: u64| {
            let monthly = Figure::whole(per_second * 730 * 3600);
            let week = capacity(&flat, monthly, target, Schedule::PeakHour);
            week.most().to_string()
        };
        assert_eq!(units(0), "1");
        assert_eq!(units(7), "10");
        assert_eq!(units(80), "115");
    }

    #[test]
    fn a_schedule_follows_each_hour() {
        let mut weights = [1; WEEK];
        weights[10] = 3;
        let load = load(weights);
        // 170 weights; 170 × 730 × 3,600 ÷ 168 units a month make one a second in an hour of weight
        // 1.
        let monthly = Figure::whole(170 * 730 * 3600)
            .checked_div(168_u32.into())
            .unwrap();
        let week = capacity(&load, monthly, Figure::ONE, Schedule::Hourly);
        assert_eq!(week.most().to_string(), "3");
        assert_eq!(week.least().to_string(), "1");
        assert_eq!(unit_hours(&week, 168), "170");
        let reaching = |units: u64| week.reaching(Figure::whole(units)).unwrap();
        assert_eq!(reaching(1), (168, Figure::ZERO));
        assert_eq!(reaching(3), (1, Figure::whole(167)));
        assert_eq!(reaching(4), (0, Figure::whole(170)));
    }

    #[test]
    fn given_capacity_is_counted_hour_by_hour() {
        // By night and by day, over 730 hours.
        let day = |hour: usize| (8..20).contains(&(hour % 24));
        let given = |night: u32, noon: u32| {
            let hours: Vec<u32> = (0..24)
                .map(|hour| if day(hour) { noon } else { night })
                .collect();
            CapacityWeek::from_units(&hours)
        };
        assert_eq!(unit_hours(&given(1, 3), 730), "1460");
        assert_eq!(unit_hours(&CapacityWeek::from_units(&[2]), 730), "1460");
    }

    #[test]
    fn the_largest_demand_fits() {
        let load = load(core::array::from_fn(|hour| if hour == 0 { 97 } else { 1 }));
        let monthly = Figure::whole(1_000_000_000_000_000)
            .checked_mul(Figure::whole(10_000_000_000))
            .unwrap();
        let week = capacity(&load, monthly, Figure::ONE, Schedule::PeakHour);
        assert!(week.most() > Figure::whole(1_000_000_000_000_000));
    }
}
