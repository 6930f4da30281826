//! A plot of the growth with the number of codes, as SVG, with logarithmic axes. The colors follow the reader's theme.

use std::fmt::Write;

/// Two or more lines in one plot.
pub(super) struct Plot {
    pub(super) title: &'static str,
    /// The unit of the vertical axis.
    pub(super) unit: &'static str,
    pub(super) series: Vec<Series>,
}

/// A line of a plot. A point is a number of codes and a figure.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) points: Vec<(f64, f64)>,
}

const LEFT: f64 = 70.0;
const TOP: f64 = 50.0;
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 260.0;

/// Both themes have enough contrast for these colors. The dashes tell the lines apart without color.
const STYLE: &str = "<style>\n\
    text { font-family: sans-serif; font-size: 13px; fill: #1f2328; }\n\
    path { fill: none; stroke-width: 2.5; }\n\
    .grid { stroke: #d0d7de; stroke-width: 1; }\n\
    .line0 { stroke: #0969da; } .line1 { stroke: #bc4c00; }\n\
    .line2 { stroke: #0969da; stroke-dasharray: 7 4; } .line3 { stroke: #bc4c00; stroke-dasharray: 7 4; }\n\
    @media (prefers-color-scheme: dark) {\n\
    text { fill: #f0f6fc; } .grid { stroke: #3d444d; }\n\
    .line0, .line2 { stroke: #4493f8; } .line1, .line3 { stroke: #f0883e; }\n\
    }\n</style>\n";

impl Plot {
    pub(super) fn render(&self) -> String {
        let points = || self.series.iter().flat_map(|series| &series.points);
        let (left, right) = decades(points().map(|point| point.0));
        let (bottom, top) = decades(points().map(|point| point.1));
        let x = |value: f64| LEFT + (value.log10() - left) / (right - left) * WIDTH;
        let y = |value: f64| TOP + HEIGHT - (value.log10() - bottom) / (top - bottom) * HEIGHT;
        let (title, unit) = (escape(self.title), escape(self.unit));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 370\" role=\"img\">\n\
             <title>{title}</title>\n{STYLE}<text x=\"{LEFT}\" y=\"20\">{title}, {unit}</text>\n"
        );
        for value in powers(left, right) {
            let (x, low, high) = (x(value), TOP + HEIGHT, TOP + HEIGHT + 18.0);
            let _ = writeln!(svg, "<path class=\"grid\" d=\"M{x:.1} {TOP}V{low}\"/>");
            let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{high}\" text-anchor=\"middle\">{value}</text>");
        }
        let _ = writeln!(svg, "<text x=\"{}\" y=\"355\" text-anchor=\"middle\">codes</text>", LEFT + WIDTH / 2.0);
        for value in powers(bottom, top) {
            let (y, right) = (y(value), LEFT + WIDTH);
            let _ = writeln!(svg, "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{right}\"/>");
            let (end, base) = (LEFT - 8.0, y + 4.0);
            let _ = writeln!(svg, "<text x=\"{end}\" y=\"{base:.1}\" text-anchor=\"end\">{value}</text>");
        }
        for (nth, series) in self.series.iter().enumerate() {
            let path: Vec<String> =
                series.points.iter().map(|point| format!("{:.1} {:.1}", x(point.0), y(point.1))).collect();
            let _ = writeln!(svg, "<path class=\"line{nth}\" d=\"M{}\"/>", path.join("L"));
            let (start, base) = (LEFT + WIDTH + 15.0, TOP + 10.0 + 24.0 * nth as f64);
            let _ = writeln!(svg, "<path class=\"line{nth}\" d=\"M{start} {base}h24\"/>");
            let (start, base) = (start + 30.0, base + 4.0);
            let _ = writeln!(svg, "<text x=\"{start}\" y=\"{base}\">{}</text>", escape(&series.name));
        }
        svg + "</svg>\n"
    }
}

/// The powers of ten around values, as logarithms. They differ, so that an axis has a length.
fn decades(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let logarithms = values.filter(|value| *value > 0.0).map(f64::log10);
    let (low, high) = logarithms.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value.floor()), high.max(value.ceil()))
    });
    if low < high { (low, high) } else { (low, low + 1.0) }
}

fn powers(low: f64, high: f64) -> impl Iterator<Item = f64> {
    (low as i32..=high as i32).map(|power| 10_f64.powi(power))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
