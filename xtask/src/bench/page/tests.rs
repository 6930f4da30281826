use super::super::report::Row;
use super::plot::{Plot, Series};
use super::{Results, plots, render};

fn results() -> Results {
    let row = |name: &str, ours| Row { name: name.into(), ours, theirs: 80.0, ratio: ours / 80.0, low: 0.1, high: 0.9 };
    Results {
        run: vec![
            row("Display, two fields", 40.0),
            row("string to code, hit, 1,000 codes", 20.0),
            row("string to code, hit, 40 codes", 4.0),
        ],
        instructions: vec![Row::exact("Display, two fields", 300.0, 200.0)],
        build: vec![row("`cargo check`, 1,000 codes, with axum", 0.5)],
        ..Results::default()
    }
}

#[test]
fn the_page_shows_each_result_and_no_empty_section() {
    let page = render(&results(), "- Processor: fast\n");
    assert!(page.contains("| Display, two fields | 40.0 | 80.0 | 0.50 | 0.10 to 0.90 |"), "{page}");
    assert!(page.contains("| Display, two fields | 300 | 200 | 1.50 |\n"), "{page}");
    assert!(page.contains("- Processor: fast"), "{page}");
    assert!(!page.contains("## Memory of rustc"), "{page}");
}

/// A row with features is not a point of the plot, and a plot has at least two points.
#[test]
fn a_plot_has_the_rows_that_differ_only_in_the_number_of_codes() {
    let plots = plots(&results());
    let names: Vec<&str> = plots.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["string-to-code.svg"]);
    assert_eq!(plots[0].1.series[0].points, [(40.0, 4.0), (1000.0, 20.0)]);
}

#[test]
fn a_plot_escapes_texts_and_has_logarithmic_axes() {
    let series = vec![Series { name: "<a & b>".into(), points: vec![(10.0, 1.0), (100.0, 10.0), (1000.0, 100.0)] }];
    let svg = Plot { title: "growth", unit: "ns", series }.render();
    assert!(svg.contains("&lt;a &amp; b&gt;") && !svg.contains("<a &"), "{svg}");
    assert!(svg.contains("M70.0 310.0L280.0 180.0L490.0 50.0"), "{svg}");
}
