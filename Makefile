# Names people expect; each only calls the real thing.
.PHONY: build-operator manifests docs lint fmt test test-integration

build-operator: ## operator/target/kspec-operator.jar with its libraries in operator/target/lib
	tools/launch/mvn --quiet -DskipTests --projects operator --also-make package

manifests: ## config/crd from the resource types; the chart's crds and config/{rbac,manager,prometheus} from them
	tools/launch/mvn --quiet --projects acceptance --also-make -Dtest=CrdManifestsTest,ChartManifestsTest \
	    -Dsurefire.failIfNoSpecifiedTests=false -Dkspec.update=true test

docs: ## docs/rules.md and docs/crd-compatibility.md from the rules
	tools/launch/mvn --quiet --projects lifecycle --also-make \
	    -Dtest=io.kspec.core.rule.RulesPageTest,io.kspec.lifecycle.crd.CrdRulesTest \
	    -Dsurefire.failIfNoSpecifiedTests=false -Dkspec.update=true test

lint: ## formatting and static checks
	tools/launch/mvn --quiet spotless:check test-compile

fmt:
	tools/launch/mvn --quiet spotless:apply

test:
	./test

test-integration: ## only the tests on a real API server
	./test -- -Dgroups=apiserver -Djacoco.skip=true
