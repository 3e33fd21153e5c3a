SHELL := bash
.DEFAULT_GOAL := help
MVN := $(shell . bin/java-tools.sh; find_maven . >/dev/null; echo "$${MVN[@]}")

.PHONY: help compile test check verify format golden generate parts demo clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

compile: ## build the programs without checks and tests
	$(MVN) -q -B -ntp -DskipTests -Dspotless.check.skip -Denforcer.skip -Djacoco.skip package

test: ## the tests that need no real components
	$(MVN) -B -ntp '-DexcludedGroups=real|browser' verify

check: verify ## same as verify

verify: ## all that continuous integration runs
	./verify

format: ## format the sources and end the talk
	$(MVN) -q -B -ntp spotless:apply

golden: ## rewrite the golden files, then run the tests again; read the diff before you commit
	$(MVN) -q -B -ntp -Dgolden=update '-DexcludedGroups=real|browser' -Dmaven.test.failure.ignore verify || true
	$(MVN) -q -B -ntp '-DexcludedGroups=real|browser' verify

generate: compile ## rewrite rules/generated, rules/tests, dashboards and runbooks
	bin/rulegen generate

parts: ## build the real components (etcd, kube-apiserver, Prometheus ...) into the cache
	bin/testbed build

demo: ## replay the bundled incident and serve the board
	./demo

clean: ## remove what was built (the cached real components stay)
	$(MVN) -q -B clean
