//! Commands and their output. `TRYCMD=overwrite cargo test -p error-catalog-cli --test cmd` updates the output.

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
