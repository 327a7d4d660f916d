.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check bench assets environment environment-dev
PYTHON_HERE := .venv/bin/python
# Tests in as many processes as the machine has cores; make test PYTEST_ARGS="-n 0 -k 期限" for something else.
PYTEST_ARGS ?= -n auto --dist loadfile
export PYTHONPATH := $(CURDIR)/src

help: ## 列出全部命令 · list the recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1	\2/' | expand -t 18

demo: environment assets ## 启动整个平台和演示数据，Ctrl-C 停止 · the whole platform with its demonstration; Ctrl-C stops it
	@./liandong start

demo-reset: environment ## 删除演示数据，下次 make demo 从头开始 · delete the data; make demo then begins anew
	@./liandong reset --yes

test: environment-dev assets ## 运行全部测试 · the whole test suite
	@$(PYTHON_HERE) -m pytest $(PYTEST_ARGS)

check: environment-dev ## 格式、规则、类型、分层 · format, lint, types, layers
	@$(PYTHON_HERE) -m ruff check .
	@$(PYTHON_HERE) -m ruff format --check .
	@$(PYTHON_HERE) -m mypy
	@.venv/bin/lint-imports

bench: environment-dev assets ## 测量性能 · measure
	@$(PYTHON_HERE) -m tests.bench

assets: ## 取得页面和文书所用的样式、脚本和字体 · what pages and papers need from npm
	@test -x $(PYTHON_HERE) || tools/bootstrap requirements.lock
	@command -v npm >/dev/null 2>&1 || test -x .venv/bin/npm || \
		$(PYTHON_HERE) -m pip install --disable-pip-version-check --quiet --require-hashes -r tools/requirements-node.lock
	@$(PYTHON_HERE) tools/assets.py

environment:
	@tools/bootstrap requirements.lock

environment-dev:
	@tools/bootstrap requirements-dev.lock
