# Everything one does with this project. `make run` and `make test` put in place what is missing.
# Needs: rustup (or Rust with cargo), a C compiler, Node with npm, git. Kept to make 3.81 (macOS).

# A shell of its own makes every line see the PATH below; make 3.81 does not otherwise.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

CARGO_TARGET_DIR ?= $(CURDIR)/target
# Emptied by every build, so it is never taken from outside.
LEPTOS_SITE_ROOT := $(CARGO_TARGET_DIR)/site
PATH := $(CURDIR)/end2end/node_modules/.bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
export CARGO_TARGET_DIR LEPTOS_SITE_ROOT PATH

SERVER := $(CARGO_TARGET_DIR)/release/reckoner
BUILT := $(LEPTOS_SITE_ROOT)/pkg
# The most that the WebAssembly may weigh on its way to the browser (brotli, bytes).
WASM_LIMIT := 200000

WASM_TARGET := wasm32-unknown-unknown
CARGO_LEPTOS_VERSION := 0.3.10
CARGO_DENY_VERSION := 0.20.2
CARGO_FUZZ_VERSION := 0.13.2
# How long `make fuzz` runs each target, in seconds.
FUZZ_SECONDS ?= 900
# The command must be of the very version that the code is built with.
WASM_BINDGEN_VERSION := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/^version = "\(.*\)"$$/\1/p;}' Cargo.lock)
NPM_STAMP := end2end/node_modules/.package-lock.json

.PHONY: help
help: ## Lists the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-15s %s\n", $$1, $$2 }'

.PHONY: run
run: build ## Builds the release and serves it at 127.0.0.1:3000, or at $LEPTOS_SITE_ADDR
	exec "$(SERVER)"

.PHONY: test
test: check deny test-core test-server build wasm-limit test-browser ## Runs every check and every test

.PHONY: watch
watch: setup ## Serves a development build, rebuilt and reloaded at every change
	cargo leptos watch

.PHONY: check
check: setup-target $(NPM_STAMP) ## Checks formatting, lints and types
	cargo fmt --check
# The core's modules are declared by a macro, which cargo fmt does not look into.
	rustfmt --edition 2024 --check $(wildcard src/*/mod.rs)
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --all-targets --features ssr -- -D warnings
	cargo clippy --locked --no-default-features --test core -- -D warnings
	cargo clippy --locked --lib --no-default-features --features hydrate --target $(WASM_TARGET) -- -D warnings
	npm --prefix end2end run --silent check

.PHONY: deny
deny: setup-deny ## Checks licences, sources and versions of every crate (deny.toml)
	cargo deny --locked check --hide-inclusion-graph licenses bans sources

# Not part of `make test`: what it says depends on the day, and it asks the network.
.PHONY: audit
audit: setup-deny ## Looks every crate up in the database of known vulnerabilities
	@cargo deny --locked fetch db \
	|| { echo 'Nothing was checked: the database of advisories (github.com/RustSec/advisory-db) could not be had.' >&2; exit 1; }
	cargo deny --locked check advisories

.PHONY: test-core
test-core: ## Tests the core alone, and once more as the browser has it
	cargo test --locked
	cargo test --locked --no-default-features --test core

.PHONY: test-server
test-server: ## Tests the server: pages, interface, start and stop
	cargo test --locked --features ssr --lib --bins --test server

FUZZ_TARGETS := $(basename $(notdir $(wildcard fuzz/targets/*.rs)))
FUZZ_DIR := $(CARGO_TARGET_DIR)/fuzz
FUZZ_BUILD := -s none --target-dir "$(FUZZ_DIR)"

# What a run finds new is kept beside the build; `make fuzz-min` takes into fuzz/corpus what of it is worth keeping. Without
# a sanitizer: the stable compiler has none, and there is no unsafe code to look into.
.PHONY: fuzz
fuzz: setup-fuzz ## Looks for texts that break what must hold, $FUZZ_SECONDS (900) for each target, two targets at a time
	cargo run --quiet --locked --manifest-path fuzz/Cargo.toml --example prepare "$(FUZZ_DIR)"
	cargo fuzz build $(FUZZ_BUILD)
	printf '%s\n' $(FUZZ_TARGETS) | xargs -P 2 -I TARGET $(MAKE) fuzz-one FUZZ_TARGET=TARGET

.PHONY: fuzz-one
fuzz-one:
	mkdir -p "$(FUZZ_DIR)/found/$(FUZZ_TARGET)"
	cargo fuzz run $(FUZZ_TARGET) $(FUZZ_BUILD) "$(FUZZ_DIR)/found/$(FUZZ_TARGET)" fuzz/corpus/$(FUZZ_TARGET) "$(FUZZ_DIR)/seeds/$(FUZZ_TARGET)" -- \
	  -max_total_time=$(FUZZ_SECONDS) -timeout=10 -max_len=16384 -dict="$(FUZZ_DIR)/fields.dict" >"$(FUZZ_DIR)/$(FUZZ_TARGET).log" 2>&1 \
	|| { tail -n 40 "$(FUZZ_DIR)/$(FUZZ_TARGET).log" >&2; exit 1; }
	@echo "$(FUZZ_TARGET): $$(tail -n 1 "$(FUZZ_DIR)/$(FUZZ_TARGET).log")"

# Without counters, only what reaches a branch that nothing smaller reaches stays, and not each number of times too.
.PHONY: fuzz-min
fuzz-min: setup-fuzz ## Makes fuzz/corpus anew from itself and what `make fuzz` found, as small as it can be
	for target in $(FUZZ_TARGETS); do \
	  least="$(FUZZ_DIR)/least/$$target"; rm -rf "$$least"; mkdir -p "$$least"; \
	  cargo fuzz run $$target $(FUZZ_BUILD) "$$least" fuzz/corpus/$$target "$(FUZZ_DIR)/found/$$target" "$(FUZZ_DIR)/seeds/$$target" -- \
	    -merge=1 -use_counters=0 -max_len=4096 || exit 1; \
	  rm -rf fuzz/corpus/$$target; mkdir -p fuzz/corpus; mv "$$least" fuzz/corpus/$$target; \
	done

.PHONY: snapshots
snapshots: ## Writes the snapshots of answers and pages anew; read what `git diff` shows of them
	INSTA_UPDATE=always cargo test --locked --features ssr --test server snapshot

# Asks AWS over the network. What changes stays to be read in `git diff` and to be told in the changelog.
.PHONY: prices
prices: ## Brings pricing/ up to date from AWS's own price list
	cargo run --locked --features ssr -- prices update --into pricing

.PHONY: test-browser
test-browser: $(NPM_STAMP) setup-browser $(SERVER) ## Tests the release build in a browser
	cd end2end && RECKONER_BIN="$(SERVER)" playwright test

.PHONY: bench-http
bench-http: $(SERVER) ## Compares the release server with a bare one, and prints requests a second
	cargo build --locked --release --features ssr --bin reckoner --example bare_server
	src/benches/http.sh "$(SERVER)" "$(CARGO_TARGET_DIR)/release/examples/bare_server"

.PHONY: soak
soak: $(SERVER) ## Loads the release server for SOAK_SECONDS (600) and fails if memory or answers give way
	node end2end/soak.mjs "$(SERVER)" pricing

# LEPTOS_HASH_FILES: the name of a built file has the hash of its content, so browsers keep it for good.
.PHONY: build
build: setup ## Builds the release: server, WebAssembly and precompressed assets
	env -u LEPTOS_SITE_ADDR LEPTOS_HASH_FILES=true cargo leptos build --release --precompress --cargo-locked
	@node end2end/wasm-size.mjs "$(BUILT)"

.PHONY: wasm-limit
wasm-limit: ## Fails if the built WebAssembly is heavier than it may be
	@node end2end/wasm-size.mjs "$(BUILT)" $(WASM_LIMIT)

$(SERVER):
	$(MAKE) build

.PHONY: setup
setup: setup-target setup-leptos setup-bindgen $(NPM_STAMP) ## Installs what building needs and is not there yet

.PHONY: setup-target
setup-target:
	@command -v cargo >/dev/null || { echo 'Rust is missing: install it from https://rustup.rs' >&2; exit 1; }
	@command -v cc >/dev/null || { echo 'A C compiler is missing: install gcc or clang (Debian: apt-get install build-essential)' >&2; exit 1; }
	@ls "$$(rustc --print sysroot)"/lib/rustlib/$(WASM_TARGET)/lib/libstd-*.rlib >/dev/null 2>&1 \
	|| rustup target add $(WASM_TARGET) \
	|| { echo "The standard library for $(WASM_TARGET) is missing: 'rustup target add $(WASM_TARGET)', or your distribution's package" >&2; exit 1; }

# A debug build of a tool is made in a fifth of the time and is no slower in use.
# no_downloads: it takes wasm-bindgen and wasm-opt from the PATH, and nothing from elsewhere.
.PHONY: setup-leptos
setup-leptos:
	@cargo leptos --version 2>/dev/null | grep -Eq ' 0\.3\.[1-9][0-9]' \
	|| env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-leptos --version $(CARGO_LEPTOS_VERSION) --locked --features no_downloads --debug \
	|| { echo "cargo-leptos could not be installed; by hand: cargo install cargo-leptos --version $(CARGO_LEPTOS_VERSION) --locked" >&2; exit 1; }

.PHONY: setup-deny
setup-deny:
	@[ "$$(cargo deny --version 2>/dev/null)" = "cargo-deny $(CARGO_DENY_VERSION)" ] \
	|| env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-deny --version $(CARGO_DENY_VERSION) --locked --debug --force \
	|| { echo "cargo-deny could not be installed; by hand: cargo install cargo-deny --version $(CARGO_DENY_VERSION) --locked" >&2; exit 1; }

.PHONY: setup-fuzz
setup-fuzz:
	@[ "$$(cargo fuzz --version 2>/dev/null)" = "cargo-fuzz $(CARGO_FUZZ_VERSION)" ] \
	|| env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-fuzz --version $(CARGO_FUZZ_VERSION) --locked --debug --force \
	|| { echo "cargo-fuzz could not be installed; by hand: cargo install cargo-fuzz --version $(CARGO_FUZZ_VERSION) --locked" >&2; exit 1; }

# Not --locked: its lock file names a dependency that not every registry has.
.PHONY: setup-bindgen
setup-bindgen:
	@[ "$$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $(WASM_BINDGEN_VERSION)" ] \
	|| env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install wasm-bindgen-cli --version $(WASM_BINDGEN_VERSION) --force \
	|| { echo "wasm-bindgen could not be installed; by hand: cargo install wasm-bindgen-cli --version $(WASM_BINDGEN_VERSION)" >&2; exit 1; }

# wasm-opt (binaryen), Playwright, axe and TypeScript, at the versions of the lock file.
$(NPM_STAMP): end2end/package.json end2end/package-lock.json
	@command -v npm >/dev/null || { echo 'npm is missing: install Node.js 20 or later, with npm' >&2; exit 1; }
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix end2end ci \
	|| { echo "npm packages could not be installed; by hand: cd end2end && npm ci" >&2; exit 1; }
	@touch $@

# $CHROMIUM, if set, is the browser to use; see end2end/playwright.config.ts.
.PHONY: setup-browser
setup-browser: $(NPM_STAMP)
	@if [ -n "$$CHROMIUM" ] || [ -x /usr/bin/chromium ]; then exit 0; fi; \
	if grep -qs '^ID=debian' /etc/os-release && [ "$$(id -u)" = 0 ]; then \
	  apt-get update && apt-get install -y --no-install-recommends chromium; \
	else \
	  playwright install chromium; \
	fi \
	|| { echo 'Chromium is missing: install it and set CHROMIUM to its path (Debian: apt-get install chromium)' >&2; exit 1; }
