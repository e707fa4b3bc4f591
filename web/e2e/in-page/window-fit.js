// What makes the page larger than its window, or has moved it in it; and hidden texts that are placed by something further out than the part of
// the page that scrolls them: they stick out of it, wherever it is scrolled to.
{
  const page = document.scrollingElement;
  const chat = document.querySelector('main:has([role="log"])') ?? page;
  const told = Object.entries({
    height: page.scrollHeight - innerHeight,
    width: page.scrollWidth - innerWidth,
    top: page.scrollTop,
    left: page.scrollLeft,
    chat: chat.scrollHeight - chat.clientHeight,
  });
  const scrolls = (element) =>
    /auto|scroll|hidden/.test(getComputedStyle(element).overflowY + getComputedStyle(element).overflowX);
  const scrollerOf = (element) => {
    let each = element.parentElement;
    while (each && !scrolls(each)) each = each.parentElement;
    return each;
  };
  const strays = [...document.querySelectorAll('.visually-hidden')].filter((element) => {
    const scroller = scrollerOf(element);
    return scroller && element.offsetParent && !scroller.contains(element.offsetParent);
  });
  [
    ...told.filter(([, pixels]) => pixels !== 0).map(([what, pixels]) => `${what} ${pixels} px`),
    ...new Set(strays.map((element) => `${element.parentElement.className} > ${element.localName}`)),
  ];
}
