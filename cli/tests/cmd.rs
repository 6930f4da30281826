//! Runs commands and compares their output. `TRYCMD=overwrite cargo test -p error-catalog-cli --test cmd` updates the
//! expected output.

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
