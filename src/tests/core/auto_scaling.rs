//! `DynamoDB` auto scaling by the minute: each rule by hand, a peer's rules beside ours, and what
//! holds for any week.

use proptest::prelude::*;
use reckoner::quantity::{Figure, WEEK};
use reckoner::workload::auto_scaling::allowance::Allowance;
use reckoner::workload::auto_scaling::direction::Direction;
use reckoner::workload::auto_scaling::{
    Course, Evaluated, Latency, Policy, Target, Trace, UnitSeconds, run,
};

fn figure(text: &str) -> Figure {
    Figure::new(text.parse().unwrap())
}

/// A minute with this many units a second, to one decimal place.
fn per_second(units: f64) -> UnitSeconds {
    let tenths = format!("{:.0}", units * 10.0);
    let minute = figure(&tenths).checked_mul(Figure::whole(6)).unwrap();
    UnitSeconds::from_figure(minute).unwrap()
}

fn policy(target: &str) -> Policy {
    Policy::new(1, 40_000, figure(target)).unwrap()
}

/// The capacity of each minute for segments of (minutes, units a second), from the capacity that
/// fits the first minute.
fn capacities(policy: Policy, segments: &[(usize, f64)]) -> Vec<u64> {
    let minutes: Vec<_> = segments
        .iter()
        .flat_map(|(minutes, units)| std::iter::repeat_n(per_second(*units), *minutes))
        .collect();
    let mut direction = Direction::new(policy, 300, minutes[0]).unwrap();
    let mut allowance = Allowance::default();
    let mut capacities = Vec::new();
    for (at, demanded) in minutes.into_iter().enumerate() {
        allowance.begin(u32::try_from(at).unwrap());
        let minute = direction.pass(demanded, &mut allowance).unwrap();
        capacities.push(minute.capacity);
    }
    capacities
}

/// The same as (minutes, capacity), the way one writes it down.
fn course(policy: Policy, segments: &[(usize, f64)]) -> Vec<(usize, u64)> {
    let mut course: Vec<(usize, u64)> = Vec::new();
    for capacity in capacities(policy, segments) {
        match course.last_mut() {
            Some((minutes, last)) if *last == capacity => *minutes += 1,
            _ => course.push((1, capacity)),
        }
    }
    course
}

#[test]
fn capacity_rises_after_two_minutes_above_the_target() {
    let at_seventy = policy("0.7");
    assert_eq!(course(at_seventy, &[(500, 70.0)]), [(500, 100)]);
    // Minutes 11 and 12 are above 70 of 100 units. The alarm takes one minute and the update two.
    let above = course(at_seventy, &[(10, 70.0), (20, 70.1)]);
    assert_eq!(above, [(15, 100), (15, 101)]);
    // 7 minutes at 70.1 are one breach after the other of the same capacity: one change.
    let once = course(at_seventy, &[(10, 70.0), (7, 70.1), (8, 70.0)]);
    assert_eq!(once, [(15, 100), (10, 101)]);
}

#[test]
fn single_minutes_above_the_target_change_nothing() {
    let spikes = [(10, 70.0), (1, 95.0), (1, 70.0), (1, 95.0), (30, 70.0)];
    assert_eq!(course(policy("0.7"), &spikes), [(43, 100)]);
}

#[test]
fn a_rise_follows_the_minute_that_is_evaluated() {
    let mut policy = policy("0.7");
    let segments = [(5, 70.0), (1, 91.0), (10, 84.0)];
    assert_eq!(course(policy, &segments), [(10, 100), (6, 120)]);
    policy.out = Evaluated::Highest;
    assert_eq!(course(policy, &segments), [(10, 100), (6, 130)]);
}

#[test]
fn latency_keeps_the_old_capacity() {
    let mut policy = policy("0.7");
    policy.latency = Latency {
        alarm: 0,
        update: 0,
    };
    assert_eq!(
        course(policy, &[(5, 70.0), (10, 140.0)]),
        [(7, 100), (8, 200)]
    );
}

#[test]
fn throttled_requests_do_not_show_in_what_is_consumed() {
    // A new table has no burst capacity: of 700 units a second 10 are served, and target tracking
    // sees 10. Each change lets it see more, which takes five minutes.
    let mut policy = policy("0.5");
    policy.maximum = 1_000;
    let tenfold = course(policy, &[(1, 5.0), (24, 700.0)]);
    // The minute of 5 units leaves 300 unit-seconds, so that 15 and 10 units are served.
    assert_eq!(tenfold[0], (6, 10));
    assert_eq!(tenfold[1..], [(5, 20), (5, 40), (5, 80), (4, 160)]);
}

#[test]
fn capacity_falls_after_fifteen_minutes_twenty_points_below_the_target() {
    let at_seventy = policy("0.7");
    let falls = |units| course(at_seventy, &[(1, 70.0), (25, units)]);
    // Minutes 2 to 16 are below, and three minutes pass until the update has arrived.
    assert_eq!(falls(49.9), [(19, 100), (7, 72)]);
    assert_eq!(falls(50.0), [(19, 100), (7, 72)]);
    assert_eq!(falls(50.1), [(26, 100)]);
    // One minute above starts the count again.
    let broken = course(at_seventy, &[(1, 70.0), (14, 49.0), (1, 50.1), (14, 49.0)]);
    assert_eq!(broken, [(30, 100)]);
}

#[test]
fn a_fall_follows_the_minute_that_is_evaluated() {
    let mut policy = policy("0.7");
    let segments = [(1, 70.0), (14, 49.0), (11, 35.0)];
    assert_eq!(course(policy, &segments), [(19, 100), (7, 50)]);
    policy.down = Evaluated::Highest;
    assert_eq!(course(policy, &segments), [(19, 100), (7, 70)]);
}

#[test]
fn capacity_stays_within_its_bounds() {
    let mut policy = policy("0.7");
    policy.minimum = 80;
    policy.maximum = 110;
    let bounded = course(policy, &[(1, 70.0), (20, 100.0), (30, 1.0)]);
    assert_eq!(bounded, [(6, 100), (33, 110), (12, 80)]);
}

#[test]
fn an_idle_table_keeps_its_capacity() {
    let mut policy = policy("0.7");
    assert_eq!(course(policy, &[(1, 70.0), (99, 0.0)]), [(100, 100)]);
    policy.idle_scales_in = true;
    assert_eq!(
        course(policy, &[(1, 70.0), (99, 0.0)]),
        [(19, 100), (81, 1)]
    );
}

#[test]
fn a_target_of_twenty_per_cent_never_comes_down() {
    // 20 points below 20 % is 0 %: only a minute without use is there, and such a minute is no data.
    let low = course(policy("0.2"), &[(1, 20.0), (99, 0.1)]);
    assert_eq!(low, [(100, 100)]);
}

#[test]
fn a_day_has_four_decreases_and_one_an_hour() {
    // Every 40 minutes the traffic is at its target for five minutes and far below it for 35.
    let waves: Vec<_> = std::iter::repeat_n([(5, 140.0), (35, 42.0)], 36)
        .flatten()
        .collect();
    let mut quick = policy("0.7");
    quick.latency = Latency {
        alarm: 0,
        update: 0,
    };
    let capacities = capacities(quick, &waves);
    let decreases = capacities
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[1] < pair[0])
        .map(|(minute, _)| minute + 1);
    let decreases: Vec<_> = decreases.collect();
    // A wave of 40 minutes asks for 36 decreases a day; 27 are there.
    assert_eq!(decreases.len(), 27);
    // The first are as quick as the waves, later ones wait for the full hour.
    assert_eq!(decreases[..4], [20, 60, 100, 140]);
    assert!(decreases.iter().any(|minute| minute % 60 == 1));
}

/// The rules of awslabs/amazon-dynamodb-tools, capacity-mode-evaluator, as its code at commit
/// b3ef85a has them: capacity is no whole number, a minute exactly at the target lets the next spike
/// through, changes are at once, and capacity falls below 1 ÷ 1.2 of itself.
fn peer(target: f64, minutes: &[f64]) -> Vec<f64> {
    let mut capacity = vec![(minutes[0] / target).max(1.0)];
    for at in 1..minutes.len() {
        let now = capacity[at - 1];
        let last = |count: usize| &minutes[at.saturating_sub(count)..at];
        let highest = |count| last(count).iter().copied().fold(0.0, f64::max) / target;
        let lowest = last(2).iter().copied().fold(f64::MAX, f64::min) / target;
        let next = if at >= 2 && lowest >= now {
            highest(2)
        } else if at >= 15 && now > 1.2 * highest(15) {
            highest(15).max(1.0)
        } else {
            now
        };
        capacity.push(next);
    }
    capacity
}

#[test]
fn a_peer_raises_capacity_for_a_single_minute_and_ours_does_not() {
    let mut minutes = vec![70.0; 20];
    minutes.push(350.0);
    minutes.extend([70.0; 20]);
    let theirs = peer(0.7, &minutes);
    let segments: Vec<_> = minutes.iter().map(|units| (1, *units)).collect();
    let ours = capacities(policy("0.7"), &segments);
    let differ = |at: &usize| (theirs[*at] - f64::from(u32::try_from(ours[*at]).unwrap())).abs();
    let first = (0..minutes.len()).find(|at| differ(at) > 0.5);
    // The minute after the spike of minute 20: their condition is at least, and looks at the higher
    // of two minutes, of which only one was above.
    assert_eq!(first, Some(21));
    assert!((theirs[21] - 500.0).abs() < 1e-9);
    assert!(ours.iter().all(|capacity| *capacity == 100));
}

fn week(hours: impl Fn(usize) -> u64, burst: &str) -> Trace {
    let hours: [Figure; WEEK] = core::array::from_fn(|hour| Figure::whole(hours(hour)));
    Trace::from_hours(&hours, figure(burst)).unwrap()
}

fn one(trace: &Trace, policy: Policy) -> Course {
    let none = Trace::from_minutes(Vec::new());
    let [course, _] = run([Target::new(trace, policy), Target::new(&none, policy)]).unwrap();
    course
}

fn fixed(trace: &Trace, units: u64) -> Course {
    one(trace, Policy::new(units, units, figure("0.7")).unwrap())
}

#[test]
fn a_flat_week_at_the_target_never_scales() {
    let flat = week(|_| 70 * 3_600, "1");
    let course = one(&flat, policy("0.7"));
    assert_eq!(course.minutes.len(), 168 * 60);
    assert!(course.minutes.iter().all(|minute| minute.capacity == 100));
    assert!(course.throttled().unwrap().is_zero());
    assert_eq!(course.unit_minutes(), [6_000; 168]);
}

#[test]
fn monday_begins_where_sunday_ends() {
    // Quiet from Monday to Saturday, busy on Sunday.
    let trace = week(
        |hour| if hour >= 144 { 700 * 3_600 } else { 70 * 3_600 },
        "1",
    );
    let course = one(&trace, policy("0.7"));
    assert_eq!(course.minutes[0].capacity, 1_000);
    assert_eq!(course.minutes[18].capacity, 100);
}

#[test]
fn reads_and_writes_of_a_table_share_the_decreases() {
    let wave = |hour: usize| if hour.is_multiple_of(2) { 700 } else { 70 } * 3_600;
    let trace = week(wave, "1");
    let decreases = |course: &Course| {
        let pairs = course.minutes.windows(2);
        pairs
            .filter(|pair| pair[1].capacity < pair[0].capacity)
            .count()
    };
    let alone = decreases(&one(&trace, policy("0.7")));
    let target = Target::new(&trace, policy("0.7"));
    let [reads, writes] = run([target, target]).unwrap();
    // 84 waves a week: either direction alone has enough decreases for them.
    assert_eq!(alone, 84);
    assert!(decreases(&reads) + decreases(&writes) <= 7 * 27);
    let night = |course: &Course| course.minutes[23 * 60 + 30].capacity;
    assert_eq!((night(&reads), night(&writes)), (100, 100));
}

prop_compose! {
    fn any_week()(
        day in prop::collection::vec(0_u64..4_000_000, 24),
        weekend in 1_u64..4,
        burst in prop::sample::select(vec!["1", "1.5", "3", "20", "100"]),
    ) -> Trace {
        week(|hour| day[hour % 24] / if hour >= 120 { weekend } else { 1 }, burst)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_demanded_is_served_or_throttled(trace in any_week(), target in 20_u32..=90) {
        let course = one(&trace, policy(&format!("0.{target:02}")));
        let demanded = trace.minutes().iter().try_fold(UnitSeconds::ZERO, |a, b| a.plus(*b));
        let (asked, served) = course.demanded_and_served().unwrap();
        prop_assert_eq!(asked, demanded.unwrap());
        prop_assert_eq!(served.plus(course.throttled().unwrap()).unwrap(), asked);
        for minute in &course.minutes {
            prop_assert!(minute.served <= minute.demanded);
            prop_assert!((1..=40_000).contains(&minute.capacity));
        }
    }

    #[test]
    fn more_fixed_capacity_never_throttles_more(trace in any_week(), units in 1_u64..2_000, more in 0_u64..500) {
        let less = fixed(&trace, units).throttled().unwrap();
        let more = fixed(&trace, units + more).throttled().unwrap();
        prop_assert!(more <= less);
    }

    #[test]
    fn a_higher_target_never_bills_more_in_a_flat_week(units in 0_u64..5_000_000, low in 20_u32..=90, high in 20_u32..=90) {
        let flat = week(|_| units, "1");
        let billed = |target: u32| {
            let course = one(&flat, policy(&format!("0.{target:02}")));
            course.unit_minutes().iter().sum::<u64>()
        };
        prop_assert!(billed(low.max(high)) <= billed(low.min(high)));
    }
}
