//! What keeps a function's environments ready: provisioned concurrency by schedule, `SnapStart`.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};

section! {
    /// The hours of the week in which concurrency is provisioned.
    pub struct ProvisionedSchedule as "schedule" {
        /// The first hour.
        pub from_hour: u32 = Spec::integer(0, 23).unit("o'clock").label("From").always().example("8")
            .help("The hour at which provisioning begins, in the time of the traffic's shape."),
        /// The hour at which it ends.
        pub to_hour: u32 = Spec::integer(1, 24).unit("o'clock").label("To").always().example("18")
            .help("The hour at which provisioning ends, on the same day; 24 is midnight."),
        /// The days of the week.
        pub days: Days = Spec::choice(Days::CHOICES).label("Days").or("every-day")
            .help("The days on which environments are kept ready."),
    }
}

choice! {
    /// Days of the week.
    pub enum Days {
        /// All seven.
        EveryDay = "every-day" "Every day",
        /// Monday to Friday.
        Weekdays = "weekdays" "Monday to Friday",
        /// Saturday and Sunday.
        Weekend = "weekend" "Saturday and Sunday",
    }
}

choice! {
    /// Whether environments start from a snapshot, and on what runtime.
    pub enum SnapStart {
        /// They do not.
        Off = "off" "Off",
        /// On Java, where it costs nothing but for container images.
        Java = "java" "Java",
        /// On Python or .NET, where cached and restored snapshots are billed.
        PythonDotnet = "python-dotnet" "Python or .NET",
    }
}
