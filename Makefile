# Everything the project does, by one word each. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

JAR := signaling-node/target/dropchat.jar
MVN := mvn --batch-mode --no-transfer-progress
PACKAGE := $(MVN) -q -Dmaven.test.skip -Dspotless.check.skip package -am # what is wrong with the sources is for make test to say

SOURCES := pom.xml $(shell find cluster matchmaker signaling-node webclient -name node_modules -prune -o -name target -prune \
	-o -name dist -prune -o -type f \( -path '*/src/main/*' -o -name pom.xml \) -print)
CLIENT_SOURCES := $(shell find webclient -name node_modules -prune -o -name target -prune -o -name dist -prune \
	-o -type f -not -name 'pom.xml' -print)

help: ## list what can be done
	@echo "DropChat: anonymous voice chat between strangers."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## serve http://localhost:8080 (builds what is missing; ARGS="--port 8181 --management-port 9191": elsewhere)
	@java="$$(config/find-java)" && echo "Starting (Ctrl-C ends it)" && ulimit -c 0 \
	&& exec "$$java" @config/jvm.options -jar $(JAR) --drain 0s $(ARGS)

cluster: build ## the same as five processes on this machine, ports 8080 to 8082 (SHIFT=100: 8180 to 8182; Ctrl-C ends all)
	@exec config/run-cluster $(JAR) $(ARGS)

build: $(JAR) ## build signaling-node/target/dropchat.jar, the client inside
	@sed -n 's/.*of build <code>\([0-9a-f]*\).*/build \1/p' webclient/dist/privacy.html
	@sed -n '1s/^# //p' webclient/dist/hashes.txt; echo "and Java $$("$$(config/find-java)" -version 2>&1 | sed -n 's/.*(build \(.*\))/\1/p' | head -1)"

$(JAR): $(SOURCES) webclient/dist/index.html signaling-node/country/node_modules/.package-lock.json
	rm -rf webclient/target/classes $@ # what an earlier build left must not get into this one
	@echo "Building the server: a minute, and some more the first time"
	$(PACKAGE) -pl signaling-node
	@touch $@

client: webclient/dist/index.html signaling-node/country/node_modules/.package-lock.json

webclient/dist/index.html: $(CLIENT_SOURCES) webclient/node_modules/.package-lock.json
	@echo "Building the page: half a minute"
	cd webclient && npm run build
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci
	@touch $@

test: test-client test-server test-browser test-firefox ## run every test: units, protocol, real browsers (installs what is missing)

test-client: webclient/node_modules/.package-lock.json ## the page: types, units, and its face in a browser
	cd webclient && npm run check && npm test && chromium="$$(../config/find-chromium shell)" && CHROMIUM="$$chromium" npm run test:face

test-server: client ## units of the server, then the protocol against a real process
	config/need strace curl
	rm -rf webclient/target/classes $(JAR)
	$(MVN) verify

test-browser: $(JAR) browser-tests/node_modules/.package-lock.json ## people in real browsers against a real server
	cd browser-tests && npm test

test-firefox: $(JAR) browser-tests/node_modules/.package-lock.json ## Firefox with Chromium, and with Firefox
	config/need firefox=firefox-esr
	cd browser-tests && npm run test:firefox

test-measure: client ## laws that take minutes: twenty kills of the leader, five hundred people through a rolling restart
	$(MVN) verify -Dgroups=measure -DexcludedGroups=

test-nat: $(JAR) browser-tests/node_modules/.package-lock.json ## browsers on hosts behind NATs, with TURN (needs Linux and root)
	config/need ip=iproute2 nft=nftables turnserver=coturn strace
	cd browser-tests && npm run test:nat

SEEDS := 100000
SIMULATE = "$$(config/find-java)" -cp $(JAR):cluster-tests/target/test-classes dropchat.simulation.Simulate

simulate: simulation ## the cluster under invented faults: SEEDS=100000 runs, or one told step by step: SEED=7
	@$(SIMULATE) $(if $(SEED),seed $(SEED),seeds $(SEEDS))

simulate-mutants: simulation ## break each guard of the cluster in turn: how soon do the invariants notice?
	@$(SIMULATE) mutants

simulation: $(JAR)
	@$(MVN) -q -pl cluster-tests -am -DskipTests test-compile

test-compose: engine compose-tests/node_modules/.package-lock.json ## docker compose up, and people in real browsers there (needs a Docker engine)
	cd compose-tests && chromium="$$(../config/find-chromium shell)" && CHROMIUM="$$chromium" npm test

bench: bench-jar ## DropChat and its rivals on this machine: what a match, a signal and a socket cost
	bench/run $(JAR) bench/target/bench.jar

bench-check: bench-jar ## has any of it become worse by more than 15 %?
	bench/run $(JAR) bench/target/bench.jar compare growth check

bench-jar: client
	rm -rf webclient/target/classes $(JAR)
	$(PACKAGE) -pl bench
	@touch $(JAR)

prove: $(JAR) webclient/node_modules/.package-lock.json browser-tests/node_modules/.package-lock.json ## try every promise of privacy, and print what was found (KIND=server: of one kind)
	@config/need strace python3 ip=iproute2 nft=nftables turnserver=coturn firefox=firefox-esr && config/find-chromium >/dev/null && node proofs/prove.mjs $(KIND)

engine:
	@docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1 \
	  || { echo "make test-compose needs a running Docker engine with Compose v2 (docker compose): there is none." >&2; exit 1; }

format: ## tidy the sources
	$(MVN) -q spotless:apply

clean: ## remove all that was built
	$(MVN) -q clean
	rm -rf webclient/dist webclient/node_modules signaling-node/country/node_modules browser-tests/node_modules compose-tests/node_modules bench/rivals/node_modules

.PHONY: help run cluster build prove bench bench-check bench-jar client test test-client test-server test-browser test-firefox test-nat test-compose test-measure engine simulate simulate-mutants simulation format clean
