//! Replays what the fuzz targets found, so that a find stays mended and the targets stay sound.

use std::fs;
use std::path::Path;

use crate::fuzzed::run;

#[test]
fn the_corpus_of_every_fuzz_target_passes() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let targets = fs::read_dir(fuzz.join("targets")).unwrap();
    let mut count = 0;
    for target in targets {
        let target = target.unwrap().path();
        let name = target.file_stem().unwrap().to_str().unwrap();
        let folder = fuzz.join("corpus").join(name);
        let files: Vec<_> = fs::read_dir(&folder).unwrap().collect();
        assert!(
            files.len() > 10,
            "{}: {} files",
            folder.display(),
            files.len()
        );
        for file in files {
            let path = file.unwrap().path();
            // Shown if it fails.
            println!("{}", path.display());
            run(name, &fs::read(&path).unwrap());
        }
        count += 1;
    }
    assert_eq!(count, 5, "targets");
}
