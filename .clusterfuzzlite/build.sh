#!/bin/bash
# Builds every fuzz target into $OUT, with its seeds, words and options beside it, as ClusterFuzzLite and OSS-Fuzz
# expect them. `cargo xtask fuzz --oss-fuzz-check` runs this in a folder, without a container.
set -euo pipefail
cd "$SRC/eks-auth-conformance"

# cargo-fuzz knows memory sanitizers alone; for coverage and the like, flags in the environment say what to do.
sanitizer=${SANITIZER:-address}
case "$sanitizer" in
  address | memory | thread) ;;
  *) sanitizer=none ;;
esac
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$WORK/target}"

# Seeds and words first: the task must not be built with the flags that are meant for the targets.
RUSTFLAGS="" cargo xtask fuzz --seed-only
cargo fuzz build --sanitizer "$sanitizer"

for source in fuzz/fuzz_targets/*.rs; do
  target=$(basename "$source" .rs)
  cp "$CARGO_TARGET_DIR/x86_64-unknown-linux-gnu/release/$target" "$OUT/$target"
  # A target may have no seeds yet, and an archive cannot be empty.
  seeds="fuzz/corpus/$target"
  [ -n "$(ls -A "$seeds")" ] || echo >"$seeds/newline"
  zip --quiet --junk-paths --recurse-paths "$OUT/${target}_seed_corpus.zip" "$seeds"
  if [ -f "$seeds.dict" ]; then
    cp "$seeds.dict" "$OUT/$target.dict"
    printf '[libfuzzer]\ndict = %s.dict\n' "$target" >"$OUT/$target.options"
  fi
done
