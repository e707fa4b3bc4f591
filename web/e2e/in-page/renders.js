// Counts how often each component that is on the page is drawn anew, by name. Works on Vue as it is built: every instance hangs on the tree of `#app`.
{
  const drawn = new Map();
  const counted = new WeakSet();

  const count = (instance) => {
    const { render, type } = instance;
    if (!render || counted.has(instance)) return;
    counted.add(instance);
    instance.render = function (...args) {
      drawn.set(type.__name, (drawn.get(type.__name) ?? 0) + 1);
      return render.apply(this, args);
    };
  };

  const visit = (node) => {
    if (node?.component) {
      count(node.component);
      visit(node.component.subTree);
    }
    if (Array.isArray(node?.children)) node.children.forEach(visit);
  };

  window.renders = {
    begin() {
      visit(document.querySelector('#app')._vnode);
      drawn.clear();
    },
    drawn: () => Object.fromEntries(drawn),
  };
}
