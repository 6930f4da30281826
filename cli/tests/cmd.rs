//! What a user types and sees. `TRYCMD=overwrite cargo test -p error-catalog-cli --test cmd` writes it anew.

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
